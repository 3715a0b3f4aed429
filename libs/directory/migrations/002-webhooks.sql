CREATE TABLE webhooks (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  district TEXT NOT NULL,
  url TEXT NOT NULL,
  -- JSON list, the newest first.
  secrets TEXT NOT NULL,
  added_by TEXT NOT NULL,
  added_at TEXT NOT NULL,
  disabled_at TEXT,
  disabled_reason TEXT,
  UNIQUE (district, url),
  CHECK ((disabled_at IS NULL) = (disabled_reason IS NULL))
) STRICT;
