/** Reads what an export's `filter` says of a report: Xero's own parameters of it, and the days of one over a period. */

import { monthDays, namedDay } from '../../model/days.ts';
import type { Field } from '../../model/entity.ts';
import type { TrackingFact } from '../../model/facts.ts';
import type { FilterCondition, FilterTest, JobProblem } from '../../model/job.ts';
import { nearest } from '../../model/nearest.ts';
import { PERIOD, type ReportSpec } from '../../model/report-spec.ts';
import { trackingParameters } from './tracking-parameters.ts';

export interface ReportParameters {
  /** By the name of the query parameter. */
  readonly values: Readonly<Record<string, string>>;
  /** First and last day of a report over a period. */
  readonly from?: string;
  readonly to?: string;
  readonly problems: readonly JobProblem[];
}

export interface ReportContext {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** The day of the report, as its job names it. */
  readonly asAt?: string | undefined;
  readonly tracking: readonly TrackingFact[];
}

/**
 * One value for each parameter; `Date: { from, to }` or `Date: { month }` where the report is over a period, which else
 * goes from the first of the month to `as-at`. All problems at once.
 */
export function reportParameters(
  spec: ReportSpec,
  conditions: readonly FilterCondition[],
  { today, asAt, tracking }: ReportContext,
): ReportParameters {
  const values: Record<string, string> = {};
  const problems: JobProblem[] = [];
  const last = namedDay(asAt ?? today, today);
  let days: Days = isOverPeriod(spec) ? { from: `${last.slice(0, 8)}01`, to: last } : {};
  for (const condition of conditions) {
    const { field, at } = condition;
    if (field === PERIOD && isOverPeriod(spec)) {
      const period = asAt === undefined ? periodOf(condition.tests, today) : undefined;
      if (period === undefined)
        problems.push({ ...at, code: 'job/filter', message: asAt === undefined ? NO_PERIOD : TWO_PERIODS });
      else days = period;
      continue;
    }
    const parameter = spec.parameters.find(({ name }) => name.toLowerCase() === field.toLowerCase());
    const value = parameter === undefined ? undefined : chosen(parameter, condition.tests);
    if (parameter !== undefined && value !== undefined) values[parameter.name] = value;
    else problems.push({ ...at, ...(parameter === undefined ? unknown(spec, field) : illegal(parameter)) });
  }
  const resolved = trackingParameters(values, tracking);
  const places = new Map(conditions.map(({ field, at }) => [field.toLowerCase(), at]));
  const unresolved = resolved.problems.map(({ parameter, message }): JobProblem => {
    return { ...(places.get(parameter.toLowerCase()) ?? { line: 1, column: 1 }), code: 'job/filter', message };
  });
  return { values: resolved.values, ...days, problems: [...problems, ...unresolved] };
}

type Days = Pick<ReportParameters, 'from' | 'to'>;

const NO_PERIOD =
  '`Date` takes the first and the last day, `{ from: 2026-10-01, to: 2026-10-31 }`, or a month: `{ month: last }`.';
const TWO_PERIODS = '`as-at` and `Date` both say over which days the report goes. Leave one out.';

function isOverPeriod({ source }: ReportSpec): boolean {
  return source.kind === 'report' && 'from' in source.days;
}

function periodOf(tests: readonly FilterTest[], today: string): Days | undefined {
  const [test] = tests;
  if (tests.length !== 1) return undefined;
  if (test?.kind === 'month') return monthDays(test.month, today);
  if (test?.kind !== 'range' || test.from === undefined || test.to === undefined) return undefined;
  const [from, to] = [namedDay(test.from, today), namedDay(test.to, today)];
  return isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** In Xero's spelling; undefined where it is none of the parameter's values, or more than one. */
function chosen(parameter: Field, tests: readonly FilterTest[]): string | undefined {
  const [test] = tests;
  if (tests.length !== 1 || test?.kind !== 'any' || test.values.length !== 1) return undefined;
  const text = (test.values[0] ?? '').trim();
  const legal = parameter.type === 'boolean' ? ['true', 'false'] : parameter.values;
  if (legal !== undefined) return legal.find((value) => value.toLowerCase() === text.toLowerCase());
  if (parameter.type === 'integer') return /^\d{1,3}$/.test(text) ? text : undefined;
  return text === '' ? undefined : text;
}

function illegal(parameter: Field): { readonly code: string; readonly message: string } {
  const { name, type, values } = parameter;
  const legal = type === 'boolean' ? ['true', 'false'] : values;
  const takes = legal !== undefined ? legal.join(' or ') : type === 'integer' ? 'a whole number' : 'one value';
  return { code: 'job/filter', message: `\`${name}\` takes ${takes}.` };
}

function unknown(spec: ReportSpec, field: string): { readonly code: string; readonly message: string } {
  const names = [...spec.parameters.map(({ name }) => name), ...(isOverPeriod(spec) ? [PERIOD] : [])];
  if (names.length === 0) {
    const message = `The report ${spec.name} cannot be filtered; its day is \`as-at\`. Leave \`${field}\` out.`;
    return { code: 'job/filter', message };
  }
  const near = nearest(field, names);
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `It takes ${names.join(', ')}.`;
  const period = field === PERIOD ? ' Its day is `as-at`.' : '';
  return {
    code: 'job/filter',
    message: `\`filter\` of the report ${spec.name} does not take \`${field}\`. ${hint}${period}`,
  };
}
