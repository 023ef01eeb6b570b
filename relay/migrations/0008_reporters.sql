-- People's browsers that report what they see: public keys and counts, nothing of the person but the name that the
-- operator gave. A revoked one stays for the audit until it is old.
CREATE TABLE reporters (
  id TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  owner_key TEXT NOT NULL,
  label TEXT NOT NULL,
  algorithm TEXT NOT NULL,
  key TEXT NOT NULL,
  old_algorithm TEXT,
  old_key TEXT,
  old_until INTEGER,
  scopes TEXT NOT NULL,
  version TEXT NOT NULL,
  state TEXT NOT NULL,
  own INTEGER NOT NULL DEFAULT 0,
  score REAL NOT NULL DEFAULT 0,
  scored_at INTEGER NOT NULL,
  taken INTEGER NOT NULL DEFAULT 0,
  confirmed INTEGER NOT NULL DEFAULT 0,
  contradicted INTEGER NOT NULL DEFAULT 0,
  last_contact_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX reporters_by_owner ON reporters (owner_key, created_at);
CREATE INDEX reporters_by_time ON reporters (created_at);

-- Codes that wait for the operator: hashes of both secrets.
CREATE TABLE pairings (
  device_hash TEXT PRIMARY KEY,
  code_hash TEXT NOT NULL UNIQUE,
  algorithm TEXT NOT NULL,
  key TEXT NOT NULL,
  label TEXT NOT NULL,
  version TEXT NOT NULL,
  state TEXT NOT NULL,
  reporter_id TEXT,
  polled_at INTEGER,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX pairings_by_end ON pairings (expires_at);

-- Signed requests that were heard, for as long as the same one could be sent again.
CREATE TABLE nonces (
  reporter_id TEXT NOT NULL,
  nonce TEXT NOT NULL,
  until_at INTEGER NOT NULL,
  PRIMARY KEY (reporter_id, nonce)
) STRICT, WITHOUT ROWID;
CREATE INDEX nonces_by_end ON nonces (until_at);

-- `network` is a hash under the day's salt, and is taken out as soon as it can bear nothing out any more.
CREATE TABLE reports (
  id TEXT NOT NULL,
  reporter_id TEXT NOT NULL,
  watch_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  verdict TEXT NOT NULL,
  rung TEXT NOT NULL,
  evidence TEXT,
  network TEXT,
  shadow INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  release_id TEXT,
  PRIMARY KEY (reporter_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reports_by_reporter ON reports (reporter_id, received_at);
CREATE INDEX reports_waiting ON reports (watch_id, at) WHERE outcome = 'confirming';
CREATE INDEX reports_by_release ON reports (release_id) WHERE release_id IS NOT NULL;
CREATE INDEX reports_by_time ON reports (received_at);
CREATE INDEX reports_with_network ON reports (received_at) WHERE network IS NOT NULL;

-- Watches about which no browser is heard.
CREATE TABLE unheard_watches (
  watch_id TEXT PRIMARY KEY REFERENCES watches (id) ON DELETE CASCADE,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A browser calls a release a false alarm once.
CREATE TABLE reporter_answers (
  release_id TEXT NOT NULL,
  reporter_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (release_id, reporter_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reporter_answers_by_time ON reporter_answers (at);

-- Who decided what about browsers and their reports, and why. Only ever added to; old lines are forgotten.
CREATE TABLE trust_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  why TEXT,
  reporter_id TEXT,
  watch_id TEXT,
  subject TEXT
) STRICT;
CREATE INDEX trust_log_by_time ON trust_log (at);
CREATE INDEX trust_log_by_reporter ON trust_log (reporter_id, id) WHERE reporter_id IS NOT NULL;

-- How many reports ended how, for as long as the relay lives.
CREATE TABLE report_counts (outcome TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- 1: only that reporter's word, and no part of the truth.
ALTER TABLE reporter_states ADD COLUMN unproven INTEGER NOT NULL DEFAULT 0
