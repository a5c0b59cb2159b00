/** The trial balance of a day: every account's debit or credit, and that both sides come to the same. */
import { dayOf, shortDay } from '../books/calendar.ts';
import { compare, type Decimal, groupedText, subtract } from '../books/decimal.ts';
import { type TrialBalanceRow, trialBalance } from '../ledger/trial-balance.ts';
import { html, type Markup } from '../markup.ts';
import { type Column, dataTable } from './data-table.ts';
import { ofCents } from './find-journals.ts';
import { debitCredit, sidesOf } from './journal-section.ts';
import { organisationHead, type Page } from './layout.ts';
import type { PageOrganisation } from './page-source.ts';

export function trialBalancePage(organisation: PageOrganisation, query: URLSearchParams): Page {
  const on = dayOf(query.get('date') ?? '') ?? organisation.today();
  const rows = trialBalance(organisation.store, on).toSorted((a, b) => byCode(a.code, b.code));
  const [debits, credits] = sidesOf(rows.map(figure));
  const content = html`${organisationHead(organisation, 'Trial balance', 'trial-balance')}
<form method="get"><label>As at <input type="date" name="date" value="${on}"></label><button>Show</button></form>
<p>As at ${shortDay(on)}, in ${organisation.baseCurrency}. ${verdict(debits, credits)}</p>
${dataTable({
  caption: 'Trial balance',
  columns,
  rows,
  none: 'Nothing is posted up to this day.',
  narrow: 'scroll',
  totals: ['Total', groupedText(debits, 2), groupedText(credits, 2)],
})}`;
  return { title: `Trial balance · ${organisation.name}`, content, current: 'organisations' };
}

const figure = ({ debit, credit }: TrialBalanceRow) => ofCents(debit - credit);

const columns: readonly Column<TrialBalanceRow>[] = [
  {
    label: 'Account',
    heading: true,
    cell: (row) => html`${row.code} ${row.name}<small>${classes[row.class] ?? row.class}</small>`,
  },
  ...debitCredit(figure),
];

const classes: Readonly<Record<string, string>> = {
  ASSET: 'Asset',
  EQUITY: 'Equity',
  EXPENSE: 'Expense',
  LIABILITY: 'Liability',
  REVENUE: 'Revenue',
};

function verdict(debits: Decimal, credits: Decimal): Markup {
  if (compare(debits, credits) === 0) return html`<span class="mark good">Debits equal credits</span>`;
  return html`<span class="mark bad">Debits and credits differ by ${groupedText(subtract(debits, credits), 2)}</span>`;
}

/** As a chart of accounts is ordered; accounts without a code come last. */
function byCode(a: string, b: string): number {
  if (a === '' || b === '') return Number(a === '') - Number(b === '');
  return a.localeCompare(b, 'en', { numeric: true });
}
