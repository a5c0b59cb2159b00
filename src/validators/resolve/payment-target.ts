/** Reads what a payment settles: the fields that name an invoice or a credit note and narrow the search for it. */

import type { Document } from '../../model/document.ts';
import type { PaymentTarget } from '../../model/matching.ts';
import { textOf } from '../../model/values.ts';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

interface TargetKind {
  readonly root: 'Invoice' | 'CreditNote' | 'Prepayment' | 'Overpayment';
  readonly entity: PaymentTarget['entity'];
}

const KINDS: readonly TargetKind[] = [
  { root: 'Invoice', entity: 'Invoices' },
  { root: 'CreditNote', entity: 'CreditNotes' },
  { root: 'Prepayment', entity: 'Prepayments' },
  { root: 'Overpayment', entity: 'Overpayments' },
];

/** The targets that the document names; a payment has exactly one. */
export function paymentTargets(document: Document): readonly PaymentTarget[] {
  return KINDS.flatMap((kind) => readTarget(document, kind) ?? []);
}

/** The field whose cell names the target, for messages. */
export function targetField(document: Document, { idField }: Pick<PaymentTarget, 'idField'>): string | undefined {
  const root = idField.slice(0, idField.indexOf('.'));
  return [root, idField, `${root}.${root}Number`].find((name) => document.fields.has(name));
}

function readTarget(document: Document, { root, entity }: TargetKind): PaymentTarget | undefined {
  const { fields } = document;
  const short = textOf(fields, root);
  const isId = short !== undefined && GUID.test(short);
  const id = textOf(fields, `${root}.${root}ID`) ?? (isId ? short : undefined);
  const number = textOf(fields, `${root}.${root}Number`) ?? (isId ? undefined : short);
  if (id === undefined && number === undefined) return undefined;
  return {
    entity,
    idField: `${root}.${root}ID`,
    ...optional('id', id),
    ...optional('number', number),
    ...optional('contactId', textOf(fields, `${root}.Contact.ContactID`)),
    ...optional('contactName', textOf(fields, `${root}.Contact.Name`) ?? textOf(fields, `${root}.Contact`)),
    ...optional('type', textOf(fields, `${root}.Type`)),
    ...optional('currency', textOf(fields, `${root}.CurrencyCode`)),
  };
}

function optional<K extends string>(key: K, value: string | undefined): { readonly [key in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [key in K]: string });
}
