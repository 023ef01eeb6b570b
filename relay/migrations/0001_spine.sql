-- Times are epoch milliseconds; JSON columns hold the types of relay/core.
CREATE TABLE watches (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  host TEXT NOT NULL,
  target TEXT NOT NULL,
  check_seconds INTEGER NOT NULL,
  public INTEGER NOT NULL,
  demo INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX watches_by_host ON watches (host);

-- One row a watch; `version` decides races between reporters.
CREATE TABLE watch_states (
  watch_id TEXT PRIMARY KEY REFERENCES watches (id) ON DELETE CASCADE,
  version INTEGER NOT NULL DEFAULT 0,
  verdict TEXT NOT NULL,
  previous_sighted TEXT,
  last_check_at INTEGER,
  last_good_check_at INTEGER,
  checks INTEGER NOT NULL DEFAULT 0,
  available_checks INTEGER NOT NULL DEFAULT 0,
  releases INTEGER NOT NULL DEFAULT 0,
  open_release TEXT,
  open_since INTEGER,
  blind_since INTEGER,
  blind_told INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE reporter_states (
  watch_id TEXT NOT NULL REFERENCES watches (id) ON DELETE CASCADE,
  reporter TEXT NOT NULL,
  kind TEXT NOT NULL,
  verdict TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (watch_id, reporter)
) STRICT, WITHOUT ROWID;

CREATE TABLE releases (
  id TEXT PRIMARY KEY,
  watch_id TEXT NOT NULL,
  name TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  opened_by TEXT NOT NULL,
  offers TEXT NOT NULL,
  closed_at INTEGER,
  closed_by TEXT
) STRICT;
CREATE UNIQUE INDEX releases_one_open ON releases (watch_id) WHERE closed_at IS NULL;
CREATE INDEX releases_by_watch ON releases (watch_id, opened_at);

-- Spans without a trustworthy verdict; `ended_at` NULL while it lasts.
CREATE TABLE blindness (
  watch_id TEXT NOT NULL,
  began_at INTEGER NOT NULL,
  ended_at INTEGER,
  reason TEXT NOT NULL,
  PRIMARY KEY (watch_id, began_at)
) STRICT, WITHOUT ROWID;

-- Changes and forced checks one by one; the rest is in check_hours.
CREATE TABLE checks (
  id TEXT PRIMARY KEY,
  watch_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  reporter TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  duration_ms INTEGER NOT NULL,
  forced INTEGER NOT NULL
) STRICT;
CREATE INDEX checks_by_watch ON checks (watch_id, at);
CREATE INDEX checks_by_time ON checks (at);

CREATE TABLE alerts (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  about TEXT NOT NULL,
  subscriber_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  content TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  repeat INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  lease_until INTEGER,
  message_id TEXT,
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  UNIQUE (kind, about, subscriber_id)
) STRICT;
CREATE INDEX alerts_waiting ON alerts (next_at) WHERE state IN ('owed', 'leased');

CREATE TABLE deliveries (
  alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  detail TEXT,
  duration_ms INTEGER NOT NULL,
  PRIMARY KEY (alert_id, attempt)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE login_attempts (
  bucket TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  until_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE visits (
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (day, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE lanes (host TEXT PRIMARY KEY, created_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
