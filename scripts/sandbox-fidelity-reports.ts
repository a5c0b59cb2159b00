/** What the sandbox emulates of journals and reports. */
import type { Operation } from './sandbox-fidelity.ts';

export const reportOperations: Readonly<Record<string, readonly Operation[]>> = {
  Journals: [
    {
      call: 'GET /Journals',
      does: 'Every posting of the ledger, 100 at a time after offset; paymentsOnly brings the shares of what was paid; If-Modified-Since.',
      evidence: ['published', 'assumed'],
      lacks: "Xero's kind of an allocation is not published: here that of a refund. Apps of every tier may read.",
    },
    { call: 'GET /Journals/{id}', does: 'By id.', evidence: ['published'] },
    { call: 'GET /Journals/{number}', does: 'By number.', evidence: ['published'] },
  ],
  Reports: [
    {
      call: 'GET /Reports/TrialBalance',
      does: 'From the ledger, for any day, on an accrual or a cash basis.',
      evidence: ['published', 'recorded', 'assumed'],
    },
    {
      call: 'GET /Reports/ProfitAndLoss',
      does: 'FromDate, toDate, periods, timeframe, tracking categories and options, paymentsOnly; agrees with the trial balance.',
      evidence: ['published', 'assumed'],
      lacks: "Layouts of one's own: standardLayout changes nothing.",
    },
    {
      call: 'GET /Reports/BalanceSheet',
      does: 'Date, periods, timeframe, tracking options, paymentsOnly; agrees with the trial balance.',
      evidence: ['published', 'assumed'],
      lacks: "Layouts of one's own: standardLayout changes nothing.",
    },
    {
      call: 'GET /Reports/BankSummary',
      does: 'FromDate, toDate: opening and closing balance of each bank account, received and spent.',
      evidence: ['published', 'assumed'],
      lacks: 'Gains of foreign bank accounts.',
    },
    {
      call: 'GET /Reports/ExecutiveSummary',
      does: 'Date: the key figures of its month beside the month before.',
      evidence: ['published', 'assumed'],
    },
    {
      call: 'GET /Reports/BudgetSummary',
      does: 'Date, periods, timeframe: the overall budget.',
      evidence: ['published', 'assumed'],
    },
    {
      call: 'GET /Reports/AgedReceivablesByContact',
      does: 'What was due on any day; payments after it do not count.',
      evidence: ['published', 'recorded', 'assumed'],
    },
    { call: 'GET /Reports/AgedPayablesByContact', does: 'The same for bills.', evidence: ['published', 'assumed'] },
  ],
};
