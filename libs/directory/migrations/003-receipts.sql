-- What came in and left no event in the log. An empty hour: the sum over all hours, so that it need not be made from them.
CREATE TABLE receipts (
  district TEXT NOT NULL,
  hour TEXT NOT NULL,
  school TEXT NOT NULL,
  source TEXT NOT NULL,
  record TEXT NOT NULL,
  appended INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  PRIMARY KEY (district, hour, school, source, record)
) STRICT, WITHOUT ROWID;

-- Holds all that counting letters by feed needs: the originals are not read.
CREATE INDEX dead_letters_by_feed ON dead_letters
  (district, received_at, retried_at, details ->> '$.schoolId', details ->> '$.source', details ->> '$.record');
