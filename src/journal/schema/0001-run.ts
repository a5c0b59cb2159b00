/** The first shape of a run's own file: source rows, spans, pieces, documents, findings, existing records. */

export const run0001 = `
CREATE TABLE input_file (
  file INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  header TEXT NOT NULL,
  header_row INTEGER NOT NULL,
  dialect TEXT NOT NULL,
  first_ordinal INTEGER NOT NULL,
  rows INTEGER NOT NULL
) STRICT;

CREATE TABLE block (
  first_ordinal INTEGER PRIMARY KEY,
  file INTEGER NOT NULL,
  first_row INTEGER NOT NULL,
  row_numbers TEXT,
  cells TEXT NOT NULL
) STRICT;

CREATE TABLE document_key (
  key TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  file INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE grouped (
  seq INTEGER PRIMARY KEY,
  file INTEGER NOT NULL,
  first_ordinal INTEGER NOT NULL,
  several INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE span (
  first_ordinal INTEGER PRIMARY KEY,
  count INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  left_out TEXT
) STRICT;

CREATE TABLE piece_part (
  id INTEGER PRIMARY KEY,
  bucket INTEGER NOT NULL,
  pieces INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT;
CREATE INDEX piece_part_bucket ON piece_part (bucket, pieces);

CREATE TABLE document (
  seq INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  stage INTEGER NOT NULL,
  state TEXT NOT NULL,
  status TEXT NOT NULL,
  verb TEXT,
  type TEXT,
  xero_id TEXT,
  xero_number TEXT,
  number TEXT,
  key TEXT,
  hash TEXT NOT NULL,
  occurrence INTEGER NOT NULL DEFAULT 1,
  needs INTEGER,
  fault_row INTEGER,
  totals TEXT,
  match TEXT,
  echo TEXT,
  follow_ups TEXT,
  body TEXT
) STRICT;
CREATE INDEX document_waiting ON document (stage, state, seq, verb);
CREATE INDEX document_needs ON document (needs, seq) WHERE needs IS NOT NULL AND state = 'ready';
CREATE INDEX document_twins ON document (entity, key) WHERE key IS NOT NULL;

CREATE TABLE contact_document (
  folded_name TEXT PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_document_seq ON contact_document (seq);

CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  row INTEGER NOT NULL,
  code TEXT NOT NULL,
  severity TEXT NOT NULL,
  label TEXT,
  value TEXT,
  params TEXT
) STRICT;
CREATE INDEX finding_ordinal ON finding (ordinal, id);
CREATE INDEX finding_document ON finding (seq);

CREATE TABLE existing (
  id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  xero_id TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX existing_xero_id ON existing (entity, xero_id);

CREATE TABLE existing_key (
  entity TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  existing INTEGER NOT NULL,
  PRIMARY KEY (entity, field, value, existing)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
`;
