-- An operator’s rules: JSON of relay/core/rules.ts.
CREATE TABLE rules (
  id TEXT PRIMARY KEY,
  rule TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What each remembers from one judgement to the next (relay/core/rules-judge.ts), bounded there; `version` decides races.
CREATE TABLE rule_states (
  rule_id TEXT PRIMARY KEY REFERENCES rules (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
