/** One contact: who it is, and its latest documents. */
import { decimalOf } from '../books/decimal.ts';
import type { StoredRecord } from '../books/store.ts';
import { type Json, objectOf, textOf } from '../json.ts';
import { contactBalances } from '../ledger/contact-balances.ts';
import { type Content, html } from '../markup.ts';
import { dataTable } from './data-table.ts';
import { amount } from './figures.ts';
import { findRecords } from './find-records.ts';
import { organisationHead, type Page } from './layout.ts';
import type { PageOrganisation } from './page-source.ts';
import { columnsOf } from './record-columns.ts';
import { type RecordKind, recordKinds } from './record-kind.ts';
import { facts, statusMark, titleOf } from './record-links.ts';

export function contactPage(organisation: PageOrganisation, kind: RecordKind, record: StoredRecord): Page {
  const { body } = record;
  const name = titleOf(kind, record);
  const lists = recordKinds.map((listed) => documentsOf(organisation, listed, record.id));
  const documents = lists.some((list) => list !== undefined) ? lists : html`<p class="none">No documents yet.</p>`;
  const content = html`${organisationHead(organisation, html`${name} ${statusMark(kind, record.status)}`, kind.slug)}
${facts([
  ['Contact number', textOf(body.ContactNumber)],
  ['Email', textOf(body.EmailAddress)],
  ['Tax number', textOf(body.TaxNumber)],
  ['Default currency', textOf(body.DefaultCurrency)],
  ...balances(organisation, record),
  ['ContactID', html`<code>${record.id}</code>`],
])}
${documents}`;
  return { title: `${name} · ${organisation.name}`, content, current: 'organisations' };
}

/** In the base currency. */
function balances({ store, today }: PageOrganisation, { id }: StoredRecord): readonly (readonly [string, Content])[] {
  const { AccountsReceivable, AccountsPayable } = contactBalances(store, id, today()) ?? {};
  const [receivable, payable] = [objectOf(AccountsReceivable), objectOf(AccountsPayable)];
  const open = (value: Json | undefined) => (decimalOf(value)?.units === 0n ? undefined : amount(value));
  return [
    ['Receivable', open(receivable.Outstanding)],
    ['Receivable, overdue', open(receivable.Overdue)],
    ['Payable', open(payable.Outstanding)],
    ['Payable, overdue', open(payable.Overdue)],
  ];
}

function documentsOf(organisation: PageOrganisation, kind: RecordKind, contactId: string): Content {
  if (kind.collection === 'Payments' || kind.collection === 'Contacts') return undefined;
  const filter = { status: '', text: '', parent: contactId, page: 1 };
  const { records } = findRecords(organisation.store, kind, filter);
  const columns = columnsOf(organisation, kind).filter(({ label }) => label !== 'Contact');
  if (records.length === 0) return undefined;
  return html`<h2>${kind.label}</h2>
${dataTable({ caption: kind.label, columns, rows: records, none: '', narrow: 'stack' })}`;
}
