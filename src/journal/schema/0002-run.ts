/** Rows that hold nothing but texts are kept packed. */

export const run0002 = `
ALTER TABLE block ADD COLUMN texts BLOB;
`;
