/** The first shape of `journal.db`: runs, requests, results, deliveries, limiter windows. */

export const journal0001 = `
CREATE TABLE run (
  id TEXT PRIMARY KEY,
  job TEXT NOT NULL,
  job_path TEXT NOT NULL,
  job_text TEXT NOT NULL,
  org TEXT NOT NULL,
  organisation_id TEXT NOT NULL,
  entity TEXT NOT NULL,
  command TEXT NOT NULL,
  status TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  out_dir TEXT NOT NULL,
  summary TEXT,
  lease_owner TEXT,
  lease_until INTEGER
) STRICT;
CREATE INDEX run_started ON run (started_at);

CREATE TABLE request (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id TEXT NOT NULL REFERENCES run (id),
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  query TEXT NOT NULL,
  body TEXT,
  idempotency_key TEXT,
  members TEXT NOT NULL,
  intent_at INTEGER NOT NULL,
  settled_at INTEGER,
  http_status INTEGER
) STRICT;
CREATE INDEX request_open ON request (run_id, id) WHERE settled_at IS NULL;

CREATE TABLE result (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id TEXT NOT NULL,
  request_id INTEGER NOT NULL REFERENCES request (id),
  document INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  xero_id TEXT,
  xero_number TEXT,
  findings TEXT,
  delivery TEXT
) STRICT;
CREATE INDEX result_run ON result (run_id, position);

CREATE TABLE delivery (
  organisation_id TEXT NOT NULL,
  entity TEXT NOT NULL,
  key TEXT NOT NULL,
  occurrence INTEGER NOT NULL,
  hash TEXT NOT NULL,
  run_id TEXT NOT NULL,
  xero_id TEXT NOT NULL,
  PRIMARY KEY (organisation_id, entity, key, occurrence)
) STRICT, WITHOUT ROWID;

CREATE TABLE limit_window (
  organisation_id TEXT PRIMARY KEY,
  minute_started_at INTEGER NOT NULL,
  minute_used INTEGER NOT NULL,
  day_left INTEGER,
  day_resets_at INTEGER
) STRICT;
`;
