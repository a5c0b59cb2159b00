/** One invoice, bill, credit, bank transaction, purchase order or quote: head, lines, what was paid or credited, and its journal. */
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { type Content, html, type Markup } from '../markup.ts';
import { type Column, dataTable } from './data-table.ts';
import { amount, day, quantity, unitPrice } from './figures.ts';
import { recordNaming } from './find-records.ts';
import { journalSection } from './journal-section.ts';
import { organisationHead, type Page } from './layout.ts';
import type { PageOrganisation } from './page-source.ts';
import type { RecordKind } from './record-kind.ts';
import { bankTypeText, contactLink, facts, recordLink, statusMark, titleOf } from './record-links.ts';

const lineAmounts: Readonly<Record<string, string>> = {
  Exclusive: 'Tax exclusive',
  Inclusive: 'Tax inclusive',
  NoTax: 'No tax',
};

/** Orders and quotes stand in no ledger. */
const posted = ['Invoices', 'CreditNotes', 'BankTransactions', 'Prepayments', 'Overpayments'];

export function documentPage(organisation: PageOrganisation, kind: RecordKind, record: StoredRecord): Page {
  const { body } = record;
  const named = titleOf(kind, record);
  const title = named === kind.one ? named : `${kind.one} ${named}`;
  const origin = originOf(organisation, record);
  const content = html`${organisationHead(organisation, html`${title} ${statusMark(kind, record.status)}`, kind.slug)}
${facts(headFacts(organisation, record, origin))}
<h2>Lines</h2>
<div class="split">
${dataTable({ caption: 'Lines', columns: lineColumns, rows: objectsOf(body.LineItems), none: 'No lines.', narrow: 'stack' })}
${sums(organisation, record)}
</div>
${settlements(organisation, body)}
${posted.includes(record.kind) ? journalSection(organisation, [record.id, ...(origin === undefined ? [] : [origin.id]), ...allocationIds(body)]) : undefined}`;
  return { title: `${title} · ${organisation.name}`, content, current: 'organisations' };
}

/** What made it: the bank transaction of a credit, the transfer of a bank transaction. */
function originOf({ store }: PageOrganisation, { kind, type, id }: StoredRecord): StoredRecord | undefined {
  if (kind === 'Prepayments' || kind === 'Overpayments') return recordNaming(store, 'BankTransactions', id);
  return type?.endsWith('-TRANSFER') === true ? recordNaming(store, 'BankTransfers', id) : undefined;
}

function headFacts(
  organisation: PageOrganisation,
  record: StoredRecord,
  origin: StoredRecord | undefined,
): readonly (readonly [string, Content])[] {
  const { body } = record;
  const foreign = textOf(body.CurrencyCode) !== organisation.baseCurrency;
  return [
    ['Contact', contactLink(organisation, record)],
    ['Type', record.kind === 'BankTransactions' ? bankTypeText(record.type) : undefined],
    ['Bank account', textOf(objectOf(body.BankAccount).Name)],
    ['Made by', recordLink(organisation, origin)],
    ['Date', day(record.date)],
    ['Due date', day(body.DueDate)],
    ['Delivery', day(body.DeliveryDate)],
    ['Expires', day(body.ExpiryDate)],
    ['Title', textOf(body.Title)],
    ['Reference', textOf(body.Reference)],
    ['Currency', textOf(body.CurrencyCode)],
    ['Exchange rate', foreign ? textOf(body.CurrencyRate) : undefined],
    ['Amounts are', lineAmounts[textOf(body.LineAmountTypes) ?? '']],
    [`${record.kind.slice(0, -1)}ID`, html`<code>${record.id}</code>`],
  ];
}

const lineColumns: readonly Column<JsonObject>[] = [
  { label: 'Description', heading: true, cell: (line) => description(line) },
  { label: 'Quantity', figures: true, cell: (line) => quantity(line.Quantity) },
  { label: 'Unit price', figures: true, cell: (line) => unitPrice(line.UnitAmount) },
  { label: 'Discount', figures: true, cell: (line) => discount(line) },
  { label: 'Account', cell: (line) => textOf(line.AccountCode) },
  { label: 'Tax rate', cell: (line) => textOf(line.TaxType) },
  { label: 'Tax', figures: true, cell: (line) => amount(line.TaxAmount) },
  { label: 'Amount', figures: true, cell: (line) => amount(line.LineAmount) },
];

function description(line: JsonObject): Content {
  const tracking = objectsOf(line.Tracking).map((entry) => `${textOf(entry.Name)}: ${textOf(entry.Option)}`);
  const item = textOf(line.ItemCode);
  const more = [...(item === undefined ? [] : [`Item ${item}`]), ...tracking].join(' · ');
  return html`${textOf(line.Description)}${more === '' ? undefined : html`<small>${more}</small>`}`;
}

function discount(line: JsonObject): string {
  const rate = quantity(line.DiscountRate);
  return rate === '' ? amount(line.DiscountAmount) : `${rate} %`;
}

function sums(organisation: PageOrganisation, { body }: StoredRecord): Markup {
  const shown = (value: JsonObject[string]) => amount(value, textOf(body.CurrencyCode), organisation.baseCurrency);
  const row = (label: string, value: JsonObject[string], tone = '') =>
    shown(value) === '' ? undefined : html`<dt class="${tone}">${label}</dt><dd class="${tone}">${shown(value)}</dd>`;
  return html`<dl class="panel sums">
${row('Subtotal', body.SubTotal)}${row('Tax', body.TotalTax)}${row('Total', body.Total, 'sum')}
${row('Paid', body.AmountPaid)}${row('Credited', body.AmountCredited)}
${row('Amount due', body.AmountDue, 'sum')}${row('Remaining credit', body.RemainingCredit, 'sum')}</dl>`;
}

interface Settlement {
  readonly what: string;
  readonly by: StoredRecord | undefined;
  readonly entry: JsonObject;
}

/** Payments, credit notes that were set against it, and invoices that it was set against. */
function settlements(organisation: PageOrganisation, body: JsonObject): Content {
  const { store } = organisation;
  const currency = textOf(body.CurrencyCode);
  const rows: readonly Settlement[] = [
    ...objectsOf(body.Payments).map((entry) => ({
      what: 'Payment',
      by: store.get('Payments', textOf(entry.PaymentID) ?? ''),
      entry,
    })),
    ...['CreditNote', 'Prepayment', 'Overpayment'].flatMap((one) =>
      objectsOf(body[`${one}s`]).map((entry) => ({
        what: one === 'CreditNote' ? 'Credit note' : one,
        by: store.get(`${one}s`, textOf(entry[`${one}ID`]) ?? ''),
        entry,
      })),
    ),
    ...objectsOf(body.Allocations).map((entry) => ({
      what: 'Set against',
      by: store.get('Invoices', textOf(objectOf(entry.Invoice).InvoiceID) ?? ''),
      entry,
    })),
  ];
  if (rows.length === 0) return undefined;
  const columns: readonly Column<Settlement>[] = [
    { label: 'What', heading: true, cell: ({ what }) => what },
    { label: 'Number or reference', cell: ({ by }) => recordLink(organisation, by) },
    { label: 'Date', cell: ({ entry }) => day(entry.Date) },
    {
      label: 'Amount',
      figures: true,
      cell: ({ entry }) => amount(entry.AppliedAmount ?? entry.Amount, currency, organisation.baseCurrency),
    },
  ];
  return html`<h2>Paid and credited</h2>
${dataTable({ caption: 'Paid and credited', columns, rows, none: '', narrow: 'stack' })}`;
}

function allocationIds(body: JsonObject): readonly string[] {
  const entries = [body.CreditNotes, body.Prepayments, body.Overpayments, body.Allocations].flatMap(objectsOf);
  return entries.flatMap((entry) => textOf(entry.AllocationID) ?? []);
}
