/** Reads what an export's `filter` says of a report: Xero's own parameters of it, and the days of one over a period. */

import type { Field } from '../../model/entity.ts';
import type { FilterCondition, FilterTest, JobProblem } from '../../model/job.ts';
import { nearest } from '../../model/nearest.ts';
import type { ReportSpec } from '../../model/report-spec.ts';

export interface ReportParameters {
  /** By the name of the query parameter. */
  readonly values: Readonly<Record<string, string>>;
  /** First and last day of a report over a period, as typed. */
  readonly from?: string;
  readonly to?: string;
  readonly problems: readonly JobProblem[];
}

/** The condition that says over which days a report goes. */
const PERIOD = 'Date';

/** One value for each parameter; `Date: { from, to }` where the report is over a period. All problems at once. */
export function reportParameters(spec: ReportSpec, conditions: readonly FilterCondition[]): ReportParameters {
  const values: Record<string, string> = {};
  const problems: JobProblem[] = [];
  let days: { readonly from?: string; readonly to?: string } = {};
  for (const condition of conditions) {
    const { field, at } = condition;
    const parameter = spec.parameters.find(({ name }) => name.toLowerCase() === field.toLowerCase());
    const period = field === PERIOD && isOverPeriod(spec) ? periodOf(condition.tests) : undefined;
    const value = parameter === undefined ? undefined : chosen(parameter, condition.tests);
    if (period !== undefined) days = period;
    else if (parameter !== undefined && value !== undefined) values[parameter.name] = value;
    else problems.push({ ...at, ...(parameter === undefined ? unknown(spec, field) : illegal(parameter)) });
  }
  return { values, ...days, problems };
}

function isOverPeriod({ source }: ReportSpec): boolean {
  return source.kind === 'report' && 'from' in source.days;
}

function periodOf(tests: readonly FilterTest[]): { readonly from?: string; readonly to?: string } | undefined {
  const [test] = tests;
  if (tests.length !== 1 || test?.kind !== 'range') return undefined;
  const { from, to } = test;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
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
  const period = field === PERIOD ? ' Its days are `from` and `to`.' : '';
  return {
    code: 'job/filter',
    message: `\`filter\` of the report ${spec.name} does not take \`${field}\`. ${hint}${period}`,
  };
}
