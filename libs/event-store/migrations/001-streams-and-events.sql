-- 'HLOG': tells an event log from any other database.
PRAGMA application_id = 0x484C4F47;

-- Names stand once, in small tables: the hot table holds integers and no text index.
CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE types (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  type INTEGER NOT NULL,
  id BLOB NOT NULL,
  recorded_at INTEGER NOT NULL,
  data TEXT NOT NULL,
  metadata TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX events_by_revision ON events (stream, revision);

CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER streams_no_update BEFORE UPDATE ON streams BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER streams_no_delete BEFORE DELETE ON streams BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER types_no_update BEFORE UPDATE ON types BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER types_no_delete BEFORE DELETE ON types BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
