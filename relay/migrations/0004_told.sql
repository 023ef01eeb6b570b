-- What people were told of the open release and of ambiguous things, and how the page is looked at: JSON of relay/core.
ALTER TABLE watch_states ADD COLUMN told TEXT NOT NULL DEFAULT '{}';
-- When each reporter last saw the page.
ALTER TABLE reporter_states ADD COLUMN sighted_at INTEGER;
UPDATE reporter_states SET sighted_at = at WHERE json_extract(verdict, '$.state') <> 'unknown';
-- The offers of a release that is open now have been told.
UPDATE watch_states SET told = (
  SELECT json_object('offers', (
    SELECT json_group_array(json_object('fingerprint', json_extract(value, '$.fingerprint'), 'leftAt', NULL))
    FROM json_each(releases.offers)))
  FROM releases WHERE releases.id = watch_states.open_release)
WHERE open_release IN (SELECT id FROM releases);
