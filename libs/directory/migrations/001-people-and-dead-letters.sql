-- 'HDIR': tells a directory from any other database.
PRAGMA application_id = 0x48444952;

CREATE TABLE directory (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  -- Made with the secret: opening with another one would find nobody and make everybody a new key.
  secret_check BLOB NOT NULL,
  -- Grows with each erasure, so that other processes forget the keys they remember.
  erasures INTEGER NOT NULL,
  -- 1 from an erasure until its traces are out of the files.
  traces INTEGER NOT NULL
) STRICT;

CREATE TABLE people (
  number INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE CHECK (length(key) = 16),
  lookup BLOB NOT NULL UNIQUE CHECK (length(lookup) = 16),
  district TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('student', 'staff')),
  id TEXT NOT NULL
) STRICT;
CREATE INDEX people_by_district ON people (district, kind);

CREATE TABLE profiles (
  person INTEGER PRIMARY KEY REFERENCES people ON DELETE CASCADE,
  time TEXT NOT NULL,
  sequence TEXT,
  content TEXT NOT NULL
) STRICT;

CREATE TABLE extras (
  handle BLOB PRIMARY KEY CHECK (length(handle) = 16),
  -- None: of a school or a community.
  person INTEGER REFERENCES people ON DELETE CASCADE,
  content TEXT NOT NULL
) STRICT;
CREATE INDEX extras_by_person ON extras (person);

CREATE TABLE dead_letters (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  district TEXT,
  reason TEXT NOT NULL,
  message TEXT NOT NULL,
  -- The rest of the letter as JSON.
  details TEXT NOT NULL,
  received_at TEXT NOT NULL,
  retried_at TEXT,
  original BLOB NOT NULL
) STRICT;
CREATE INDEX dead_letters_by_district ON dead_letters (district, number);
CREATE INDEX dead_letters_by_reason ON dead_letters (reason, number);

CREATE TABLE dead_letter_people (
  letter INTEGER NOT NULL REFERENCES dead_letters ON DELETE CASCADE,
  lookup BLOB NOT NULL,
  PRIMARY KEY (lookup, letter)
) STRICT, WITHOUT ROWID;
CREATE INDEX dead_letter_people_by_letter ON dead_letter_people (letter);
