-- Where a watch stands in the list, here and on the public page; equal places go by age.
ALTER TABLE watches ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
-- Since when nobody looks, because the operator wants it so.
ALTER TABLE watches ADD COLUMN paused_at INTEGER;
-- Deleted, and kept for a day so that it can be brought back whole.
ALTER TABLE watches ADD COLUMN removed_at INTEGER;
CREATE INDEX watches_removed ON watches (removed_at) WHERE removed_at IS NOT NULL
