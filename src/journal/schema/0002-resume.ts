/** What taking up a run again needs: what its command asked for, and Xero's own time when a request was stored; what `purge` leaves. */

export const journal0002 = `
ALTER TABLE run ADD COLUMN asked TEXT;
ALTER TABLE run ADD COLUMN resume_at TEXT;
ALTER TABLE request ADD COLUMN server_time INTEGER;
ALTER TABLE run ADD COLUMN purged_at TEXT;
ALTER TABLE delivery ADD COLUMN keyed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX run_unfinished ON run (started_at) WHERE status NOT IN ('finished', 'refused') AND purged_at IS NULL;
`;
