/** The first shape of `limits.db`: what is known of each organisation's limits, as JSON. */

export const limits0001 = `
CREATE TABLE limit_window (
  organisation_id TEXT PRIMARY KEY,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
