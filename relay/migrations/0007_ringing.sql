-- Who was turned to when somebody did not answer to a release; gone with either of them.
CREATE TABLE escalations (
  release_id TEXT NOT NULL,
  from_id TEXT NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
  to_id TEXT NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  PRIMARY KEY (release_id, from_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX escalations_by_target ON escalations (release_id, to_id);
CREATE INDEX alerts_following ON alerts (follows) WHERE follows IS NOT NULL;
CREATE INDEX contents_by_time ON contents (kind, created_at)
