/** Reads of a record that Xero holds what matching needs. */

import { formatDecimal, parseDecimal } from '../model/decimal.ts';
import type { EntityShape, InnerRecords } from '../model/entity.ts';
import type { ExistingRecord } from '../model/matching.ts';
import { elementReader, type ReadElement } from './element-value.ts';
import { type ExactObject, listAt, textAt } from './exact-json.ts';
import { readDate, readInstant } from './xero-date.ts';

/** @param keyFields further fields, besides those that the entity is matched by, to go into `keys`. */
export function toExistingRecord(
  entity: EntityShape,
  element: ExactObject,
  keyFields: readonly string[] = [],
): ExistingRecord {
  const text = (path: string): string | undefined => textAt(element, path) || undefined;
  const fields = {
    number: entity.numberField === undefined ? undefined : text(entity.numberField),
    contactId: text('Contact.ContactID'),
    contactName: text('Contact.Name'),
    type: text('Type'),
    status: text(entity.status?.field ?? 'Status'),
    date: readDate(text('DateString') ?? text('Date') ?? '') || undefined,
    currency: text('CurrencyCode'),
    amountDue: text('AmountDue') ?? text('RemainingCredit'),
    updatedUtc: readInstant(text('UpdatedDateUTC') ?? '') || undefined,
  };
  const names = new Set([...entity.match.flatMap((key) => key.fields), ...keyFields]);
  const keys = [...names]
    .map((name) => [name, keyText(entity, name)(element)] as const)
    .filter(([, value]) => value !== '');
  return {
    entity: entity.name,
    id: textAt(element, entity.idField),
    ...(given(fields) as Partial<Record<keyof typeof fields, string>>),
    ...(keys.length === 0 ? {} : { keys: Object.fromEntries(keys) }),
  };
}

/** Those that stand within a record. Their `keys` name the owner, what they are set against, and amounts. */
export function innerRecords(
  owner: EntityShape,
  element: ExactObject,
  { entity, list, idField }: InnerRecords,
): readonly ExistingRecord[] {
  return listAt(element, list).map((inner) => {
    const text = (path: string) => textAt(inner, path) || undefined;
    const amount = parseDecimal(textAt(inner, 'Amount'));
    const keys = given({
      Owner: owner.name,
      OwnerID: textAt(element, owner.idField),
      Amount: amount === undefined ? undefined : formatDecimal(amount),
      BatchPaymentID: text('BatchPaymentID') ?? text('BatchPayment.BatchPaymentID'),
      InvoiceID: text('Invoice.InvoiceID'),
      InvoiceNumber: text('Invoice.InvoiceNumber'),
    });
    /** What is deleted stands within nothing any more. */
    const fields = { status: text('Status') ?? 'AUTHORISED', date: readDate(text('Date') ?? '') || undefined };
    return { entity, id: textAt(inner, idField), keys, ...given(fields) };
  });
}

/** A field as a document holds it. */
function keyText(entity: EntityShape, name: string): ReadElement {
  const { type = 'text' } = entity.fields.find((field) => field.name === name) ?? {};
  return elementReader(entity, { name, type });
}

function given(fields: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const entries = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
