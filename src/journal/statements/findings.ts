/** Findings of a run, in the order of the source rows they stand at. */

import type { Finding, Severity } from '../../model/finding.ts';
import type { Database } from '../database.ts';
import { present } from '../present.ts';
import type { RunStore } from '../run-store.ts';

/** Findings of a page. */
const PAGE = 500;

export type DocumentFinding = Finding & { readonly seq: number };

interface FindingRow {
  readonly id: number;
  readonly seq: number;
  readonly ordinal: number;
  readonly row: number;
  readonly code: string;
  readonly severity: Severity;
  readonly label: string | null;
  readonly value: string | null;
  readonly params: string | null;
}

/** Stores findings within the transaction of the caller. */
export function findingWriter(database: Database): (findings: readonly DocumentFinding[]) => void {
  const insert = database.prepare('INSERT INTO finding VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)');
  return (findings) => {
    for (const { seq, ordinal, row, code, severity, column, value, params } of findings) {
      const stored = params === undefined ? null : JSON.stringify(params);
      insert.run(seq, ordinal, row, code, severity, column ?? null, value ?? null, stored);
    }
  };
}

export function findings(database: Database): Pick<RunStore, 'findings'> {
  const next = database.prepare<FindingRow>(
    `SELECT * FROM finding WHERE (ordinal, id) > (?, ?) ORDER BY ordinal, id LIMIT ${PAGE}`,
  );
  return {
    async *findings() {
      let [ordinal, id] = [-2, 0];
      for (;;) {
        const rows = database.read(() => next.all(ordinal, id));
        if (rows.length === 0) return;
        yield rows.map(toFinding);
        ({ ordinal, id } = rows.at(-1)!);
      }
    },
  };
}

function toFinding(row: FindingRow): DocumentFinding {
  const { id: _, label: column, params, ...rest } = row;
  return present({
    ...rest,
    column,
    params: params === null ? null : (JSON.parse(params) as Readonly<Record<string, string>>),
  });
}
