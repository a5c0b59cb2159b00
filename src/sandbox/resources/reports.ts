/** Reports from the ledger: the trial balance, statements and summaries, and what contacts owe and are owed. */
import { longDay } from '../books/calendar.ts';
import { textOf } from '../json.ts';
import { agedDocuments, type Side } from '../ledger/aged-documents.ts';
import { agedRows } from '../ledger/aged-report.ts';
import { cashTotals } from '../ledger/cash-basis.ts';
import { accountBalances, dayTotals } from '../ledger/trial-balance.ts';
import { trialBalanceRows } from '../ledger/trial-balance-report.ts';
import { balanceSheet } from '../reports/balance-sheet.ts';
import { bankSummary } from '../reports/bank-summary.ts';
import { budgetSummary } from '../reports/budget-summary.ts';
import { executiveSummary } from '../reports/executive-summary.ts';
import { endOfMonth } from '../reports/months.ts';
import { profitAndLoss } from '../reports/profit-and-loss.ts';
import { dayParameter, isTrue, organisationName, parameter, reportReply } from '../reports/report-reply.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { errorReply, notFound, type Reply } from '../server/reply.ts';

/** `GET /Reports/{name}`; names of reports and parameters in any letter case. */
export const reports: Endpoint = (call) => {
  const [name] = call.path;
  if (call.method !== 'GET' || call.path.length !== 1) return undefined;
  return served.get(name?.toLowerCase() ?? '')?.(call);
};

const served: ReadonlyMap<string, (call: Call) => Reply> = new Map([
  ['trialbalance', trialBalanceReply],
  ['profitandloss', profitAndLoss],
  ['balancesheet', balanceSheet],
  ['banksummary', bankSummary],
  ['budgetsummary', budgetSummary],
  ['executivesummary', executiveSummary],
  ['agedreceivablesbycontact', (call) => agedReply(call, 'receivable', 'Receivables')],
  ['agedpayablesbycontact', (call) => agedReply(call, 'payable', 'Payables')],
]);

function trialBalanceReply(call: Call): Reply {
  const day = dayParameter(call, 'date') ?? call.today;
  const totals = isTrue(call, 'paymentsOnly') ? cashTotals(call.store, day) : dayTotals(call.store, day);
  const rows = trialBalanceRows(accountBalances(call.store, totals, day));
  const titles = ['Trial Balance', organisationName(call), `As at ${longDay(day)}`];
  return reportReply(call, { id: 'TrialBalance', name: 'Trial Balance', titles, rows });
}

function agedReply(call: Call, side: Side, word: string): Reply {
  const given = parameter(call, 'contactID');
  if (given === undefined) return errorReply(10, 'A contactID must be specified for this report.');
  const contact = call.store.get('Contacts', given);
  if (contact === undefined) return notFound();
  const usual = call.settings.agedReportDay === 'end-of-month' ? endOfMonth(call.today) : call.today;
  const date = dayParameter(call, 'date') ?? usual;
  const [from, to] = [dayParameter(call, 'fromDate'), dayParameter(call, 'toDate') ?? date];
  const { agedReportCurrency: currency, agedReportCreditNotes: creditNotes } = call.settings;
  const documents = agedDocuments(call.store, { side, contact: contact.id, date, to, currency, creditNotes });
  const period = from === undefined ? `To ${longDay(to)}` : `From ${longDay(from)} to ${longDay(to)}`;
  const titles = ['Invoices', textOf(contact.body.Name) ?? '', period, `Showing payments to ${longDay(date)}`];
  const rows = agedRows(documents, side, { from, date });
  return reportReply(call, { id: `Aged${word}ByContact`, name: `Aged ${word} By Contact`, titles, rows });
}
