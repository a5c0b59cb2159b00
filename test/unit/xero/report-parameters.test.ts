import { expect, test } from 'vitest';
import type { FilterTest } from '../../../src/model/job.ts';
import type { ReportSpec } from '../../../src/model/report-spec.ts';
import { reportParameters } from '../../../src/xero/report-reading/report-parameters.ts';
import { agedPayables } from '../../../src/xero/reports/aged-payables.ts';
import { trialBalance } from '../../../src/xero/reports/trial-balance.ts';

const at = { line: 3, column: 5 };
const is = (field: string, ...values: readonly string[]) => ({ field, tests: [{ kind: 'any', values } as const], at });
const of = (field: string, test: FilterTest) => ({ field, tests: [test], at });

const period: ReportSpec = {
  ...trialBalance,
  name: 'ProfitAndLoss',
  parameters: [
    { name: 'periods', type: 'integer' },
    { name: 'timeframe', type: 'choice', values: ['MONTH', 'QUARTER', 'YEAR'] },
  ],
  source: { kind: 'report', path: '/Reports/ProfitAndLoss', days: { from: 'fromDate', to: 'toDate' }, cells: [] },
};

test('parameters are taken in any letter case and given in the spelling of Xero', () => {
  expect(reportParameters(trialBalance, [is('PaymentsOnly', 'TRUE')])).toEqual({
    values: { paymentsOnly: 'true' },
    problems: [],
  });
  expect(reportParameters(period, [is('timeframe', 'month'), is('periods', '11')]).values).toEqual({
    timeframe: 'MONTH',
    periods: '11',
  });
});

test('a report over a period takes its days', () => {
  const days = of('Date', { kind: 'range', from: '2026-10-01', to: '2026-10-31' });
  expect(reportParameters(period, [days])).toEqual({ values: {}, from: '2026-10-01', to: '2026-10-31', problems: [] });
  expect(reportParameters(trialBalance, [days]).problems).toHaveLength(1);
});

test.each([
  [trialBalance, is('paymentOnly', 'true'), /does not take `paymentOnly`.*Did you mean paymentsOnly\?/],
  [trialBalance, is('Status', 'PAID'), /does not take `Status`. It takes paymentsOnly/],
  [trialBalance, is('paymentsOnly', 'perhaps'), /`paymentsOnly` takes true or false/],
  [trialBalance, is('paymentsOnly', 'true', 'false'), /`paymentsOnly` takes true or false/],
  [trialBalance, of('paymentsOnly', { kind: 'blank', blank: true }), /takes true or false/],
  [period, is('periods', '1.5'), /`periods` takes a whole number/],
  [period, is('timeframe', 'DAY'), /takes MONTH or QUARTER or YEAR/],
  [agedPayables, is('Contact', 'ABC'), /AgedPayables cannot be filtered; its day is `as-at`/],
])('what it does not take is a problem with its place: %#', (spec, condition, message) => {
  const { values, problems } = reportParameters(spec, [condition]);
  expect(values).toEqual({});
  expect(problems).toEqual([{ line: 3, column: 5, code: 'job/filter', message: expect.stringMatching(message) }]);
});
