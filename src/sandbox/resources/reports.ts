/** Reports from the ledger: TrialBalance, AgedReceivablesByContact, AgedPayablesByContact. */
import { dayOf } from '../books/calendar.ts';
import { type JsonObject, textOf } from '../json.ts';
import { longDay } from '../ledger/report-rows.ts';
import { accountBalances, dayTotals } from '../ledger/trial-balance.ts';
import { trialBalanceRows } from '../ledger/trial-balance-report.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { envelope, type Reply } from '../server/reply.ts';

/** `GET /Reports/{name}`; parameter names in any letter case. */
export const reports: Endpoint = (call) => {
  const [name] = call.path;
  if (call.method !== 'GET' || call.path.length !== 1) return undefined;
  return name?.toLowerCase() === 'trialbalance' ? trialBalanceReply(call) : undefined;
};

function trialBalanceReply(call: Call): Reply {
  const day = dayIn(call, 'date') ?? call.today;
  const rows = trialBalanceRows(accountBalances(call.store, dayTotals(call.store, day), day));
  const titles = ['Trial Balance', organisationName(call), `As at ${longDay(day)}`];
  return reportReply(call, { id: 'TrialBalance', name: 'Trial Balance', titles, rows });
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
    UpdatedDateUTC: `/Date(${call.now})/`,
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

function dayIn(call: Call, name: string): string | undefined {
  return dayOf(parameter(call, name));
}
