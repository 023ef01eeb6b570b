-- Pages that somebody said what they show, cleaned; at most 20 a host, at most 1 MB each.
CREATE TABLE samples (
  id TEXT PRIMARY KEY,
  host TEXT NOT NULL,
  url TEXT NOT NULL,
  at INTEGER NOT NULL,
  says TEXT NOT NULL,
  rendered INTEGER NOT NULL,
  faithful INTEGER NOT NULL,
  proven INTEGER NOT NULL DEFAULT 0,
  watch_id TEXT,
  facts TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  html TEXT NOT NULL
) STRICT;
CREATE INDEX samples_by_host ON samples (host, at);
