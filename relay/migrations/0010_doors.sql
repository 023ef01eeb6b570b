-- Which kind of browser signed in, in coarse words, how, and when it was last seen. No addresses.
ALTER TABLE sessions ADD COLUMN used_at INTEGER;
ALTER TABLE sessions ADD COLUMN browser TEXT NOT NULL DEFAULT 'other';
ALTER TABLE sessions ADD COLUMN system TEXT NOT NULL DEFAULT 'other';
ALTER TABLE sessions ADD COLUMN way TEXT NOT NULL DEFAULT 'password';

-- The password was right, and a second proof is waited for: a hash, for a few minutes.
CREATE TABLE half_sessions (
  token_hash TEXT PRIMARY KEY,
  attempts INTEGER NOT NULL DEFAULT 0,
  until_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Public keys. `rp` is the host name that a passkey belongs to: it works nowhere else.
CREATE TABLE passkeys (
  id TEXT PRIMARY KEY,
  credential TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  rp TEXT NOT NULL,
  public_key TEXT NOT NULL,
  counter INTEGER NOT NULL,
  transports TEXT NOT NULL,
  synced INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;

-- What an authenticator was asked to sign: taken out by the first answer. `session` is '' for a sign-in.
CREATE TABLE challenges (
  hash TEXT PRIMARY KEY,
  session TEXT NOT NULL,
  until_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX challenges_by_end ON challenges (until_at);

-- At most one app that makes codes; `step` is the last one that was used, so that no code counts twice.
CREATE TABLE totp (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  secret TEXT NOT NULL,
  confirmed_at INTEGER,
  step INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE recovery_codes (
  hash TEXT PRIMARY KEY,
  used_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  hint TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER,
  used_day TEXT
) STRICT, WITHOUT ROWID;

-- Every change that an admin or a key made. Only ever added to; old lines are forgotten.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  who_kind TEXT NOT NULL,
  who_id TEXT NOT NULL,
  who_name TEXT NOT NULL,
  what TEXT NOT NULL,
  target TEXT,
  changes TEXT NOT NULL
) STRICT;
CREATE INDEX audit_by_time ON audit (at);
CREATE INDEX audit_by_what ON audit (what, id);
CREATE INDEX audit_by_who ON audit (who_id, id);
CREATE INDEX audit_by_target ON audit (target, id) WHERE target IS NOT NULL
