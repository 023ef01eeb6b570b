-- One row a kept look: what it saw and its picture stand in the evidence store under the same id.
-- The row is written first with stored = 0, so that whatever is in the store has a row that can be pruned.
CREATE TABLE evidence (
  id TEXT PRIMARY KEY,
  watch_id TEXT NOT NULL,
  check_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  cause TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  bytes INTEGER NOT NULL,
  picture TEXT,
  stored INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX evidence_by_watch ON evidence (watch_id, at);
