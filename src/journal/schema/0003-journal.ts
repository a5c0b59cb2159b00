/** What an open request may deliver, for other runs to know of; limits have had a file of their own since they change with every call. */

export const journal0003 = `
ALTER TABLE request ADD COLUMN pending TEXT;
DROP TABLE limit_window;
`;
