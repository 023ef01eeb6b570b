-- When an alert was taken back, or told within a digest; every other end has its delivery.
ALTER TABLE alerts ADD COLUMN ended_at INTEGER;
