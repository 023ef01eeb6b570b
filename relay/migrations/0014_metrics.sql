-- What the lane of a host counted within one minute or hour, `at` its beginning; written once when it is over, kept for
-- days. `reasons` counts unknowns by reason, `page_ms` is how long its pages were held in the browser, `active_ms` for how
-- long the lane itself was kept awake at the most.
CREATE TABLE metrics_minutes (
  at INTEGER NOT NULL,
  host TEXT NOT NULL,
  available INTEGER NOT NULL,
  none INTEGER NOT NULL,
  unknown INTEGER NOT NULL,
  drawn INTEGER NOT NULL,
  page_ms INTEGER NOT NULL,
  active_ms INTEGER NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (at, host)
) STRICT, WITHOUT ROWID;
CREATE TABLE metrics_hours (
  at INTEGER NOT NULL,
  host TEXT NOT NULL,
  available INTEGER NOT NULL,
  none INTEGER NOT NULL,
  unknown INTEGER NOT NULL,
  drawn INTEGER NOT NULL,
  page_ms INTEGER NOT NULL,
  active_ms INTEGER NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (at, host)
) STRICT, WITHOUT ROWID;

-- What the whole relay is once a minute: no row, no relay. `browser_minutes`: for how long a browser was kept.
CREATE TABLE relay_minutes (
  at INTEGER PRIMARY KEY,
  owed INTEGER NOT NULL,
  oldest_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE relay_hours (
  at INTEGER PRIMARY KEY,
  minutes INTEGER NOT NULL,
  owed INTEGER NOT NULL,
  oldest_ms INTEGER NOT NULL,
  browser_minutes INTEGER NOT NULL
) STRICT
