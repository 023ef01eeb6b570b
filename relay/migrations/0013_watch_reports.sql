-- What browsers said of one watch, newest first.
CREATE INDEX reports_by_watch ON reports (watch_id, at);
