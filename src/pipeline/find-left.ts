/** Looks up whether an allocation stands within its credit although no reply says so. */

import { compare, decimal, parseDecimal } from '../model/decimal.ts';
import type { InnerRecords } from '../model/entity.ts';
import { foldKey } from '../model/index-facts.ts';
import type { ExistingRecord } from '../model/matching.ts';
import { parseExactJson, textAt } from '../xero/exact-json.ts';
import { lookUpIds } from '../xero/look-up.ts';
import type { Departing, Sending } from './sending.ts';

/** By seq. One that was there when the run was prepared, or is an earlier row's, is none of this request's. */
export async function findLeft(
  { entity, connection, store }: Pick<Sending, 'entity' | 'connection' | 'store'>,
  allocates: InnerRecords,
  documents: readonly Departing[],
): Promise<ReadonlyMap<number, { readonly id: string }>> {
  const ids = [...new Set(documents.flatMap(({ xeroId }) => xeroId ?? []))];
  const inner: ExistingRecord[] = [];
  const meet = async (page: readonly ExistingRecord[]) => {
    inner.push(...page.filter((record) => record.entity === allocates.entity));
  };
  await lookUpIds(connection.api, entity, ids, meet, { inner: allocates });
  const earlier = await store.existingById(
    allocates.entity,
    inner.map(({ id }) => id),
  );
  const known = new Set(earlier.map(({ id }) => foldKey(id)));
  const free = new Set(inner.filter(({ id }) => !known.has(foldKey(id))));
  const found = new Map<number, { readonly id: string }>();
  for (const document of documents) {
    const own = [...free].find((record) => isOf(record, document));
    if (own === undefined) continue;
    free.delete(own);
    found.set(document.seq, { id: document.xeroId ?? '' });
    await store.addExisting([own]);
  }
  return found;
}

function isOf({ keys = {} }: ExistingRecord, { xeroId = '', body = '{}' }: Departing): boolean {
  const sent = parseExactJson(body);
  const [held, wanted] = [parseDecimal(keys.Amount ?? ''), decimal(textAt(sent, 'Amount'))];
  return (
    foldKey(keys.OwnerID ?? '') === foldKey(xeroId) &&
    foldKey(keys.InvoiceID ?? '') === foldKey(textAt(sent, 'Invoice.InvoiceID')) &&
    held !== undefined &&
    compare(held, wanted) === 0
  );
}
