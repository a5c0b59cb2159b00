/** Which order a write means, and the organisation's own series of numbers. */
import type { StoredRecord } from '../books/store.ts';
import { isGuid, zeroId } from '../guid.ts';
import type { JsonObject } from '../json.ts';
import type { Call } from '../server/call.ts';
import type { Mode } from '../server/elements.ts';
import { textIn } from '../server/input.ts';
import type { OrderKind } from './order-kind.ts';

/** By ID, else by number, a deleted one too; undefined when the write creates one. */
export function matchOrder(call: Call, kind: OrderKind, input: JsonObject, mode: Mode): StoredRecord | undefined {
  if (mode === 'create') return undefined;
  const id = givenOrderId(kind, input);
  if (id !== undefined) return call.store.get(kind.collection, id);
  const number = kind.numbers === undefined ? undefined : textIn(input, kind.numbers.field);
  return number === undefined ? undefined : orderOfNumber(call, kind, number);
}

/** The ID that a write names, unless it is the zero ID. */
export function givenOrderId({ idField }: OrderKind, input: JsonObject): string | undefined {
  const id = textIn(input, idField);
  return id === zeroId ? undefined : id;
}

/** What an address names: an ID, or a number where there are numbers. */
export function referredOrder(call: Call, kind: OrderKind, reference: string): StoredRecord | undefined {
  const byId = isGuid(reference) ? call.store.get(kind.collection, reference) : undefined;
  return byId ?? orderOfNumber(call, kind, reference);
}

export function orderOfNumber(call: Call, kind: OrderKind, number: string): StoredRecord | undefined {
  if (kind.numbers === undefined) return undefined;
  const conditions = [{ column: 'key', operator: '=', value: number.toLowerCase() }] as const;
  return call.store.select(kind.collection, { conditions, limit: 1 })[0];
}

/** The next free number, such as PO-0001; empty where there is no series. */
export function nextOrderNumber(call: Call, kind: OrderKind): string {
  if (kind.numbers === undefined) return '';
  const { prefix } = kind.numbers;
  const name = `next ${kind.collection}`;
  let count = Number(call.store.note(name) ?? '1');
  const text = () => prefix + String(count).padStart(4, '0');
  while (orderOfNumber(call, kind, text()) !== undefined) count += 1;
  const number = text();
  call.store.setNote(name, String(count + 1));
  return number;
}
