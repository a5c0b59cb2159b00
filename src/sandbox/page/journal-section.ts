/** The journals of a record: what each debits and credits, and that it balances. */
import { type Decimal, groupedText, sum, zero } from '../books/decimal.ts';
import { html, type Markup } from '../markup.ts';
import { type Column, dataTable } from './data-table.ts';
import { day } from './figures.ts';
import { findJournals, type ShownJournal, type ShownLine } from './find-journals.ts';
import type { PageOrganisation } from './page-source.ts';

const kinds: Readonly<Record<string, string>> = {
  ACCREC: 'Invoice',
  ACCPAY: 'Bill',
  ACCRECCREDIT: 'Credit note',
  ACCPAYCREDIT: "Supplier's credit note",
  ACCRECPAYMENT: 'Payment received',
  ACCPAYPAYMENT: 'Payment made',
  ARCREDITPAYMENT: 'Refund made',
  APCREDITPAYMENT: 'Refund received',
  ARPREPAYMENT: 'Prepayment received',
  APPREPAYMENT: 'Prepayment made',
  AROVERPAYMENT: 'Overpayment received',
  APOVERPAYMENT: 'Overpayment made',
  CASHREC: 'Money received',
  CASHPAID: 'Money spent',
  TRANSFER: 'Bank transfer',
  ALLOCATION: 'Credit set against an invoice',
};

export function journalSection(organisation: PageOrganisation, sources: readonly string[]): Markup {
  const journals = findJournals(organisation.store, sources);
  const none = html`<p class="none">Nothing is posted: drafts and what awaits approval stay out of the ledger.</p>`;
  return html`<h2>Journal <span class="soft">in ${organisation.baseCurrency}</span></h2>
${journals.length === 0 ? none : journals.map(journalTable)}`;
}

/** Debit and credit columns of anything with one signed figure. */
export function debitCredit<Row>(figure: (row: Row) => Decimal): readonly Column<Row>[] {
  const side = (sign: 1n | -1n) => (row: Row) => {
    const { units, places } = figure(row);
    return units * sign > 0n ? groupedText({ units: units * sign, places }, 2) : undefined;
  };
  return [
    { label: 'Debit', figures: true, cell: side(1n) },
    { label: 'Credit', figures: true, cell: side(-1n) },
  ];
}

/** The totals of both sides, debits first. */
export function sidesOf(figures: readonly Decimal[]): readonly [Decimal, Decimal] {
  const credits = figures.filter(({ units }) => units < 0n).map(({ units, places }) => ({ units: -units, places }));
  return [sum(figures.filter(({ units }) => units > 0n)), sum(credits)];
}

const columns: readonly Column<ShownLine>[] = [
  { label: 'Account', heading: true, cell: (line) => account(line) },
  ...debitCredit<ShownLine>(({ net }) => net),
];

function account({ account: name, description }: ShownLine): Markup {
  return html`${name}${description === undefined ? undefined : html`<small>${description}</small>`}`;
}

function journalTable({ number, kind, date, reverses, lines }: ShownJournal): Markup {
  const what = reverses === undefined ? (kinds[kind] ?? kind) : `Reversal of ${reverses}`;
  const [debits = zero, credits = zero] = sidesOf(lines.map(({ net }) => net));
  return html`<h3 class="above">${number} · ${what} · ${day(date)}</h3>
${dataTable({
  caption: `Journal ${number}`,
  columns,
  rows: lines,
  none: '',
  narrow: 'scroll',
  totals: ['Total', groupedText(debits, 2), groupedText(credits, 2)],
})}`;
}
