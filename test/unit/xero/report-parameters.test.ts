import { expect, test } from 'vitest';
import type { FilterTest } from '../../../src/model/job.ts';
import { reportParameters } from '../../../src/xero/report-reading/report-parameters.ts';
import { agedPayables } from '../../../src/xero/reports/aged-payables.ts';
import { balanceSheet } from '../../../src/xero/reports/balance-sheet.ts';
import { profitAndLoss } from '../../../src/xero/reports/profit-and-loss.ts';
import { trialBalance } from '../../../src/xero/reports/trial-balance.ts';
import { sampleFacts } from '../validators/sample-facts.ts';

const at = { line: 3, column: 5 };
const is = (field: string, ...values: readonly string[]) => ({ field, tests: [{ kind: 'any', values } as const], at });
const of = (field: string, test: FilterTest) => ({ field, tests: [test], at });

const tracking = sampleFacts().tracking;
const context = { today: '2026-11-21', tracking };

test('parameters are taken in any letter case and given in the spelling of Xero', () => {
  expect(reportParameters(trialBalance, [is('PaymentsOnly', 'TRUE')], context)).toEqual({
    values: { paymentsOnly: 'true' },
    problems: [],
  });
  const { values } = reportParameters(profitAndLoss, [is('timeframe', 'month'), is('periods', '11')], context);
  expect(values).toEqual({ timeframe: 'MONTH', periods: '11' });
});

test.each([
  ['the days given', { kind: 'range', from: '2026-10-05', to: '2026-10-31' }, undefined, ['2026-10-05', '2026-10-31']],
  [
    'days by their names',
    { kind: 'range', from: '2026-10-01', to: 'last-month-end' },
    undefined,
    ['2026-10-01', '2026-10-31'],
  ],
  ['a month', { kind: 'month', month: 'last' }, undefined, ['2026-10-01', '2026-10-31']],
  ['the month up to today', undefined, undefined, ['2026-11-01', '2026-11-21']],
  ['the month up to the day', undefined, 'last-month-end', ['2026-10-01', '2026-10-31']],
] as const)('a report over a period goes over %s', (_case, test, asAt, [from, to]) => {
  const conditions = test === undefined ? [] : [of('Date', test)];
  expect(reportParameters(profitAndLoss, conditions, { ...context, asAt })).toEqual({
    values: {},
    from,
    to,
    problems: [],
  });
});

test('tracking is named as people do, or by its identifier', () => {
  const north = [is('trackingCategoryID', 'region'), is('trackingOptionID', 'North')];
  expect(reportParameters(profitAndLoss, north, context).values).toEqual({
    trackingCategoryID: tracking[0]?.id,
    trackingOptionID: tracking[0]?.options[0]?.id,
  });
  const id = 'd0000000-0000-4000-8000-000000000019';
  expect(reportParameters(balanceSheet, [is('trackingOptionID1', id)], context).values).toEqual({
    trackingOptionID1: id,
  });
});

test.each([
  [trialBalance, is('paymentOnly', 'true'), /does not take `paymentOnly`.*Did you mean paymentsOnly\?/],
  [trialBalance, is('Status', 'PAID'), /does not take `Status`. It takes paymentsOnly/],
  [trialBalance, is('paymentsOnly', 'perhaps'), /`paymentsOnly` takes true or false/],
  [trialBalance, is('paymentsOnly', 'true', 'false'), /`paymentsOnly` takes true or false/],
  [trialBalance, of('paymentsOnly', { kind: 'blank', blank: true }), /takes true or false/],
  [profitAndLoss, is('periods', '1.5'), /`periods` takes a whole number/],
  [profitAndLoss, is('timeframe', 'DAY'), /takes MONTH or QUARTER or YEAR/],
  [profitAndLoss, is('trackingCategoryID', 'Regions'), /no tracking category `Regions`. Did you mean `Region`/],
  [
    profitAndLoss,
    of('Date', { kind: 'range', from: '2026-10-31', to: '2026-10-01' }),
    /`Date` takes the first and the last day/,
  ],
  [profitAndLoss, of('Date', { kind: 'range', from: '2026-10-01' }), /`Date` takes the first and the last day/],
  [balanceSheet, is('Date', '2026-10-01'), /does not take `Date`.*Its day is `as-at`/],
  [agedPayables, is('Contact', 'ABC'), /AgedPayables cannot be filtered; its day is `as-at`/],
])('what it does not take is a problem with its place: %#', (spec, condition, message) => {
  const { values, problems } = reportParameters(spec, [condition], context);
  expect(values).toEqual({});
  expect(problems).toEqual([{ line: 3, column: 5, code: 'job/filter', message: expect.stringMatching(message) }]);
});

test('two words on the days, or an option of another category, are problems', () => {
  const month = of('Date', { kind: 'month', month: 'last' });
  expect(reportParameters(profitAndLoss, [month], { ...context, asAt: 'today' }).problems).toHaveLength(1);
  const other = [is('trackingCategoryID', 'Team'), is('trackingOptionID', 'North')];
  expect(reportParameters(profitAndLoss, other, context).problems).toEqual([
    { ...at, code: 'job/filter', message: expect.stringContaining('no tracking option `North`') },
  ]);
});
