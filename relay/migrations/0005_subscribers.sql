-- Who gets alerts. JSON columns hold the types of relay/core/subscriber.ts; of the token only its hash is kept.
CREATE TABLE subscribers (
  id TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  options TEXT NOT NULL DEFAULT '{}',
  locale TEXT NOT NULL DEFAULT 'fr',
  time_zone TEXT NOT NULL DEFAULT 'Europe/Paris',
  watches TEXT NOT NULL DEFAULT '"all"',
  quiet TEXT,
  always TEXT NOT NULL DEFAULT '[]',
  loudness TEXT NOT NULL DEFAULT 'ring',
  escalate_to TEXT,
  paused_until INTEGER,
  role TEXT NOT NULL DEFAULT 'reader',
  state TEXT NOT NULL DEFAULT 'active',
  disabled_why TEXT,
  token_hash TEXT UNIQUE,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (channel, address)
) STRICT;
INSERT INTO subscribers (id, channel, address, loudness, role, created_at, updated_at)
VALUES ('log', 'log', '', 'once', 'operator', 0, 0);

-- What became of a release for those who answered, without names.
CREATE TABLE release_outcomes (
  release_id TEXT NOT NULL,
  outcome TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (release_id, outcome)
) STRICT, WITHOUT ROWID;

-- What alerts say, once for all who get it. `reached`: it arrived with somebody.
CREATE TABLE contents (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  about TEXT NOT NULL,
  watch_id TEXT,
  release_id TEXT,
  content TEXT NOT NULL,
  reached INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  UNIQUE (kind, about)
) STRICT;
CREATE INDEX contents_by_release ON contents (release_id) WHERE release_id IS NOT NULL;
CREATE INDEX contents_by_watch ON contents (watch_id, created_at) WHERE watch_id IS NOT NULL;

-- An alert without its content: the old tables make room for the new ones.
CREATE TABLE old_alerts AS SELECT * FROM alerts;
CREATE TABLE old_deliveries AS SELECT * FROM deliveries;
DROP TABLE deliveries;
DROP TABLE alerts;

-- `urgency` 0 leaves first; `shuffle` is random, so that nobody is always the first of an event; `follows` is the alert
-- that a picture, a repeat or an end belongs to; `ring_at` is when an unanswered alert rings again, `ring_step` how often
-- it has; `acknowledged_as` is the answer.
CREATE TABLE alerts (
  id TEXT PRIMARY KEY,
  content_id TEXT NOT NULL REFERENCES contents (id),
  subscriber_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  follows TEXT,
  urgency INTEGER NOT NULL,
  shuffle INTEGER NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  repeat INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  lease_until INTEGER,
  message_id TEXT,
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  ring_step INTEGER NOT NULL DEFAULT 0,
  ring_at INTEGER,
  acknowledged_at INTEGER,
  acknowledged_as TEXT,
  UNIQUE (content_id, subscriber_id)
) STRICT;
CREATE INDEX alerts_owed ON alerts (urgency, created_at, shuffle) WHERE state = 'owed';
CREATE INDEX alerts_next ON alerts (next_at) WHERE state = 'owed';
CREATE INDEX alerts_leased ON alerts (lease_until) WHERE state = 'leased';
CREATE INDEX alerts_by_subscriber ON alerts (subscriber_id, created_at);
CREATE INDEX alerts_by_time ON alerts (created_at);
CREATE INDEX alerts_ringing ON alerts (ring_at) WHERE ring_at IS NOT NULL;

CREATE TABLE deliveries (
  alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  detail TEXT,
  duration_ms INTEGER NOT NULL,
  PRIMARY KEY (alert_id, attempt)
) STRICT, WITHOUT ROWID;

INSERT INTO contents (id, kind, about, watch_id, release_id, content, reached, created_at)
SELECT min(id), kind, about, json_extract(content, '$.watchId'), json_extract(content, '$.releaseId'), content,
  max(state IN ('sent', 'acknowledged')), min(created_at)
FROM old_alerts GROUP BY kind, about;
INSERT INTO alerts (id, content_id, subscriber_id, channel, follows, urgency, shuffle, state, attempts, repeat, next_at,
  lease_until, message_id, created_at, sent_at)
SELECT old.id, contents.id, old.subscriber_id, old.channel, json_extract(old.content, '$.textId'),
  CASE WHEN old.kind IN ('opened', 'more') THEN 0 WHEN old.kind = 'picture' THEN 3 ELSE 2 END, random(),
  old.state, old.attempts, old.repeat, old.next_at, old.lease_until, old.message_id, old.created_at, old.sent_at
FROM old_alerts AS old JOIN contents ON contents.kind = old.kind AND contents.about = old.about;
INSERT INTO deliveries SELECT * FROM old_deliveries;
DROP TABLE old_deliveries;
DROP TABLE old_alerts;
-- Chats that got alerts before stay known, under the address that they moved to; the start settles whose they are.
INSERT OR IGNORE INTO subscribers (id, channel, address, role, state, disabled_why, created_at, updated_at)
SELECT subscriber_id, channel, coalesce(
    (SELECT value FROM settings WHERE key = 'moved:' || subscriber_id), substr(subscriber_id, 10)),
  'operator', 'disabled', 'not in the environment', min(created_at), min(created_at)
FROM alerts WHERE subscriber_id LIKE 'telegram:%' GROUP BY subscriber_id;
DELETE FROM settings WHERE key LIKE 'moved:%'
