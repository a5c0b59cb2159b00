/** Reports from the ledger: TrialBalance, AgedReceivablesByContact, AgedPayablesByContact. */
import { bareInstantOut, longDay } from '../books/calendar.ts';
import { type JsonObject, textOf } from '../json.ts';
import { agedDocuments, type Side } from '../ledger/aged-documents.ts';
import { agedRows } from '../ledger/aged-report.ts';
import { cashTotals } from '../ledger/cash-basis.ts';
import { accountBalances, dayTotals } from '../ledger/trial-balance.ts';
import { trialBalanceRows } from '../ledger/trial-balance-report.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { dayIn } from '../server/input.ts';
import { envelope, errorReply, notFound, type Reply } from '../server/reply.ts';

/** `GET /Reports/{name}`; names of reports and parameters in any letter case. */
export const reports: Endpoint = (call) => {
  const [name] = call.path;
  if (call.method !== 'GET' || call.path.length !== 1) return undefined;
  return served.get(name?.toLowerCase() ?? '')?.(call);
};

const served: ReadonlyMap<string, (call: Call) => Reply> = new Map([
  ['trialbalance', trialBalanceReply],
  ['agedreceivablesbycontact', (call) => agedReply(call, 'receivable', 'Receivables')],
  ['agedpayablesbycontact', (call) => agedReply(call, 'payable', 'Payables')],
]);

function trialBalanceReply(call: Call): Reply {
  const day = dayParameter(call, 'date') ?? call.today;
  const cash = parameter(call, 'paymentsOnly')?.toLowerCase() === 'true';
  const totals = cash ? cashTotals(call.store, day) : dayTotals(call.store, day);
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

interface Report {
  readonly id: string;
  readonly name: string;
  readonly titles: readonly string[];
  readonly rows: readonly JsonObject[];
}

function reportReply(call: Call, { id, name, titles, rows }: Report): Reply {
  const report: JsonObject = {
    ReportID: id,
    ReportName: name,
    ReportType: id,
    ReportTitles: titles,
    ReportDate: longDay(call.today),
    UpdatedDateUTC: bareInstantOut(call.now),
    Fields: [],
    Rows: rows,
  };
  return envelope(call, { Reports: [report] });
}

function organisationName(call: Call): string {
  const [organisation] = call.store.select('Organisation', { conditions: [] });
  return textOf(organisation?.body.Name) ?? '';
}

function parameter(call: Call, name: string): string | undefined {
  const found = [...call.query].find(([key]) => key.toLowerCase() === name.toLowerCase());
  return textOf(found?.[1])?.trim();
}

/** @throws a refusal of the call when it is no date. */
function dayParameter(call: Call, name: string): string | undefined {
  return dayIn({ [name]: parameter(call, name) }, name);
}

function endOfMonth(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
