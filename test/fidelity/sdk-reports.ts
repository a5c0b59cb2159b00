/** Methods of the SDK for journals and reports. */
import type { Loose } from '../contract/sandbox-client.ts';
import type { Fixtures } from './sdk-fixtures.ts';

type Exercise = (api: Loose, tenant: string, fixtures: Fixtures) => Promise<Loose>;

const days = ['2026-03-01', '2026-03-31'] as const;

export async function firstJournal(api: Loose, tenant: string): Promise<string> {
  return (await api.getJournals(tenant)).body.journals[0].journalID;
}

export const reportMethods: Readonly<Record<string, Exercise>> = {
  getJournals: (api, t) => api.getJournals(t, undefined, 0, true),
  getJournal: async (api, t) => api.getJournal(t, await firstJournal(api, t)),
  getJournalByNumber: (api, t) => api.getJournalByNumber(t, 1),
  getReportTrialBalance: (api, t) => api.getReportTrialBalance(t),
  getReportProfitAndLoss: (api, t) => api.getReportProfitAndLoss(t, ...days, 2, 'MONTH'),
  getReportBalanceSheet: (api, t) => api.getReportBalanceSheet(t, days[1], 2, 'MONTH'),
  getReportBankSummary: (api, t) => api.getReportBankSummary(t, ...days),
  getReportExecutiveSummary: (api, t) => api.getReportExecutiveSummary(t, days[1]),
  getReportBudgetSummary: (api, t) => api.getReportBudgetSummary(t, days[0], 2, 3),
  getReportAgedReceivablesByContact: (api, t, f) => api.getReportAgedReceivablesByContact(t, f.contact),
  getReportAgedPayablesByContact: (api, t, f) => api.getReportAgedPayablesByContact(t, f.contact),
};
