/** Finds documents of one input that have the same key: the second would be refused by Xero, or overwrite the first. */

import type { RunStore } from '../journal/run-store.ts';
import type { Entity } from '../model/registry.ts';

/** Every one of them becomes an ERROR that names the row of another. */
export async function refuseTwins(store: RunStore, entity: Entity): Promise<void> {
  let after = 0;
  for (;;) {
    const twins = await store.twins(entity.name, after, 500);
    if (twins.length === 0) return;
    after = twins.at(-1)!.seq;
    const rows = await store.firstRows(twins.flatMap(({ seq, other }) => [seq, other]));
    await store.changeDocuments(
      twins.map(({ seq }) => ({ seq, state: 'done', status: 'ERROR', faultRow: rows.get(seq)?.row ?? 0 })),
      twins.map(({ seq, other, number }) => ({
        seq,
        code: 'duplicate/in-file',
        severity: 'ERROR',
        ordinal: rows.get(seq)?.ordinal ?? -1,
        row: rows.get(seq)?.row ?? 0,
        column: entity.numberField ?? entity.idField,
        value: number ?? '',
        params: { row: String(rows.get(other)?.row ?? 0) },
      })),
    );
  }
}
