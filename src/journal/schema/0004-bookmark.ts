/** Fourth version of `journal.db`: where exports of what has changed go on. */

export const journal0004 = `
  CREATE TABLE bookmark (
    organisation_id TEXT NOT NULL,
    job_path TEXT NOT NULL,
    export TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (organisation_id, job_path, export)
  ) STRICT, WITHOUT ROWID;
`;
