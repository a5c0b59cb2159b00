/** Finds documents of one input that have the same key: the second would be refused by Xero, or overwrite the first. */

import type { InputFile, RunStore } from '../journal/run-store.ts';
import type { MatchInput, MatchPlace } from '../model/matching.ts';
import type { Entity } from '../model/registry.ts';
import { fileLabels } from './file-labels.ts';

/** Every one of them becomes an ERROR that names the row of another. */
export async function refuseTwins(store: RunStore, entity: Entity): Promise<void> {
  const files = await store.files();
  let after = 0;
  for (;;) {
    const twins = await store.twins(entity.name, after, 500);
    if (twins.length === 0) return;
    after = twins.at(-1)!.seq;
    const rows = await store.firstRows(twins.flatMap(({ seq, other }) => [seq, other]));
    const places = await placesOf(
      store,
      twins.map(({ seq }) => seq),
    );
    await store.changeDocuments(
      twins.map(({ seq }) => ({ seq, state: 'done', status: 'ERROR', faultRow: rows.get(seq)?.row ?? 0 })),
      twins.map(({ seq, other, number }) => ({
        seq,
        code: 'duplicate/in-file',
        severity: 'ERROR',
        ordinal: rows.get(seq)?.ordinal ?? -1,
        row: rows.get(seq)?.row ?? 0,
        ...keyCell(places.get(seq), entity, number),
        params: { row: rowName(rows.get(other), files) },
      })),
    );
  }
}

/** Where each document's key stands in the input. */
async function placesOf(store: RunStore, seqs: readonly number[]): Promise<ReadonlyMap<number, MatchPlace>> {
  const places = new Map<number, MatchPlace>();
  for (const seq of seqs) {
    const match = (await store.document(seq))?.match;
    if (match !== undefined) places.set(seq, (JSON.parse(match) as MatchInput).at);
  }
  return places;
}

function keyCell(place: MatchPlace | undefined, entity: Entity, number: string | undefined) {
  const value = place?.value ?? number;
  return { column: place?.column ?? entity.numberField ?? entity.idField, ...(value === undefined ? {} : { value }) };
}

function rowName(at: { readonly row: number; readonly file: number } | undefined, files: readonly InputFile[]): string {
  const row = `row ${at?.row ?? 0}`;
  return files.length > 1 && at !== undefined ? `${row} of ${fileLabels(files)[at.file] ?? ''}` : row;
}
