/** Links between records, and marks of their status. */
import type { Store, StoredRecord } from '../books/store.ts';
import { objectOf, textOf } from '../json.ts';
import { type Content, html, type Markup } from '../markup.ts';
import { organisationPath } from './layout.ts';
import type { PageOrganisation } from './page-source.ts';
import { kindOfRecord, type RecordKind } from './record-kind.ts';

const tones: Readonly<Record<string, string>> = {
  AUTHORISED: 'warn',
  SUBMITTED: 'warn',
  PAID: 'good',
  BILLED: 'good',
  ACCEPTED: 'good',
  INVOICED: 'good',
  DECLINED: 'bad',
  ACTIVE: 'good',
  VOIDED: 'bad',
  DELETED: 'bad',
};

/** They have no numbers, and count from the beginning. */
const unnumbered: ReadonlySet<string> = new Set(['payments', 'bank-transactions', 'overpayments']);

export function statusMark(kind: RecordKind, status: string | undefined): Content {
  if (status === undefined) return undefined;
  const tone = unnumbered.has(kind.slug) && status === 'AUTHORISED' ? 'good' : (tones[status] ?? '');
  return html`<span class="mark ${tone}">${kind.statuses[status] ?? status}</span>`;
}

const titles: Readonly<Record<RecordKind['collection'], string>> = {
  Invoices: 'InvoiceNumber',
  CreditNotes: 'CreditNoteNumber',
  PurchaseOrders: 'PurchaseOrderNumber',
  Quotes: 'QuoteNumber',
  Contacts: 'Name',
  Payments: 'Reference',
  BankTransactions: 'Reference',
  Prepayments: 'InvoiceNumber',
  Overpayments: 'Reference',
};

/** What the record is called: its number, its name or what it is. */
export function titleOf(kind: RecordKind, record: StoredRecord): string {
  return (
    textOf(record.body[titles[kind.collection]]) ??
    (unnumbered.has(kind.slug) ? kind.one : `${kind.one} without a number`)
  );
}

const whats: Readonly<Record<string, string>> = {
  PREPAYMENT: ', before its invoice',
  OVERPAYMENT: ', paid too much',
  TRANSFER: ', between own accounts',
};

/** Of bank transactions, and of what they make. */
export function bankTypeText(type: string | undefined): string {
  const [way, what = ''] = type?.split('-') ?? [];
  return `${way === 'RECEIVE' ? 'Received' : 'Spent'}${whats[what] ?? ''}`;
}

/** A link to the record's own page; nothing for no record. */
export function recordLink(organisation: PageOrganisation, record: StoredRecord | undefined): Markup | undefined {
  const kind = record === undefined ? undefined : kindOfRecord(record.kind, record.type);
  if (record === undefined || kind === undefined) return undefined;
  const to = `${organisationPath(organisation)}/${kind.slug}/${encodeURIComponent(record.id)}`;
  return html`<a href="${to}">${titleOf(kind, record)}</a>`;
}

export function contactLink(organisation: PageOrganisation, document: StoredRecord | undefined): Markup | undefined {
  const id = textOf(objectOf(document?.body.Contact).ContactID);
  return recordLink(organisation, organisation.store.get('Contacts', id ?? ''));
}

/** The invoice, bill or credit that a payment belongs to. */
export function paidDocument(store: Store, payment: StoredRecord): StoredRecord | undefined {
  for (const one of ['Invoice', 'CreditNote', 'Prepayment', 'Overpayment']) {
    const document = store.get(`${one}s`, textOf(objectOf(payment.body[one])[`${one}ID`]) ?? '');
    if (document !== undefined) return document;
  }
  return undefined;
}

/** Labelled facts of a record; those without a value are left out. */
export function facts(entries: readonly (readonly [label: string, value: Content])[]): Markup {
  const known = entries.filter(([, value]) => value !== undefined && value !== '');
  return html`<dl class="panel wide">${known.map(
    ([label, value]) =>
      html`<div class="${label.endsWith('ID') ? 'long' : ''}"><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}
