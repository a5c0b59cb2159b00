/** Rows packed, and no index of keys: documents come in any order of keys, so it cost more than it was worth. */

export const run0002 = `
DROP TABLE block;
CREATE TABLE block (
  first_ordinal INTEGER PRIMARY KEY,
  file INTEGER NOT NULL,
  first_row INTEGER NOT NULL,
  row_numbers TEXT,
  cells BLOB NOT NULL
) STRICT;

DROP TABLE piece_part;
CREATE TABLE piece_part (
  id INTEGER PRIMARY KEY,
  bucket INTEGER NOT NULL,
  pieces INTEGER NOT NULL,
  places TEXT NOT NULL,
  cells BLOB NOT NULL
) STRICT;
CREATE INDEX piece_part_bucket ON piece_part (bucket, pieces);

DROP TABLE document_key;
CREATE TABLE document_key (
  key TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  file INTEGER NOT NULL,
  several INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

DROP INDEX document_twins;
`;
