/** Divides a filter between Xero, which is asked for what it finds quickly whatever the volume, and ourselves. */

import type { EntityShape, ReadSpec } from '../../model/entity.ts';
import type { Facts } from '../../model/facts.ts';
import type { FilterCondition, JobProblem } from '../../model/job.ts';
import type { ExactObject } from '../exact-json.ts';
import { askQueries, type Question } from './ask-queries.ts';
import type { Check, Condition } from './filter-check.ts';
import { findFilterField } from './find-filter-field.ts';
import { localCondition } from './local-check.ts';
import { readChecks } from './read-checks.ts';
import { resolveCondition } from './resolve-condition.ts';
import { type Query, type Sent, sentCondition } from './sent-condition.ts';

/** A table of an export, or a reconciliation. */
export interface Filtered {
  readonly filter: readonly FilterCondition[];
  /** An expression of Xero's own, sent as it is. */
  readonly where?: string;
}

export interface FilterContext {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Without them a contact, an account or a theme is compared as it stands in the records. */
  readonly facts?: Facts;
}

export interface CompiledFilter {
  /** One reading each; together they give out all that is wanted, and perhaps more. None where there are problems. */
  readonly queries: readonly Query[];
  /** Whether an element that was read is wanted: what Xero was not asked. */
  readonly local: (element: ExactObject) => boolean;
  /** Fields by which Xero does not filter quickly, so that more is read than is wanted. */
  readonly slow: readonly string[];
  /** In the order of the conditions. */
  readonly problems: readonly JobProblem[];
}

/** Texts that Xero compares are compared its way: a name without regard to case and accents. */
export function compileFilter(entity: EntityShape, filtered: Filtered, context: FilterContext): CompiledFilter {
  const readings = filtered.filter.map((condition) => readCondition(entity, condition, context));
  const problems = [...readings.flatMap((reading) => reading.problems), ...whereProblems(entity, filtered)];
  const conditions = readings.flatMap(({ condition }) => condition ?? []);
  const { asked, kept } = divide(conditions, entity.read);
  const question: Question = {
    fixed: { ...entity.read.query, ...hiddenQuery(entity.read, conditions, filtered.where) },
    ...(filtered.where === undefined ? {} : { where: filtered.where }),
    sent: asked.map(({ sent }) => sent),
  };
  const { queries, unsent } = askQueries(question);
  const over = asked.filter(({ sent }) => unsent.includes(sent)).map(({ condition }) => condition);
  const tests = [...kept, ...over].map((condition) => localCondition(entity, condition));
  const slow = entity.read.paging === 'none' ? [] : kept.map(({ field }) => field.name);
  return {
    queries: problems.length > 0 ? [] : queries,
    local: (element) => tests.every((holds) => holds(element)),
    slow: [...new Set(slow)],
    problems,
  };
}

interface ConditionReading {
  readonly condition?: Condition;
  readonly problems: readonly JobProblem[];
}

function readCondition(
  entity: EntityShape,
  { field: name, tests, at }: FilterCondition,
  { today, facts }: FilterContext,
): ConditionReading {
  const field = findFilterField(entity, name);
  const problem = (message: string): JobProblem => ({
    line: at.line,
    column: at.column,
    code: 'job/filter',
    message,
  });
  if (typeof field === 'string') return { problems: [problem(field)] };
  const { checks, problems } = readChecks(field, tests, today);
  const { condition, problems: unresolved } =
    facts === undefined ? { condition: { field, checks }, problems: [] } : resolveCondition({ field, checks }, facts);
  return { condition, problems: [...problems, ...unresolved].map(problem) };
}

function whereProblems({ name, read }: EntityShape, { where, filter }: Filtered): readonly JobProblem[] {
  if (where === undefined || read.where) return [];
  const at = filter[0]?.at ?? { line: 1, column: 1 };
  const message = `Xero takes no \`where\` for ${name}. Use \`filter\` instead.`;
  return [{ line: at.line, column: at.column, code: 'job/where', message }];
}

/** A record that comes only where it is asked for is asked for by naming the field that tells it apart. */
function hiddenQuery({ hidden }: ReadSpec, conditions: readonly Condition[], where = ''): Query {
  if (hidden === undefined) return {};
  const named = conditions.some(({ field }) => field.name === hidden.field) || where.includes(hidden.field);
  return named ? hidden.query : {};
}

interface Divided {
  readonly asked: readonly { readonly condition: Condition; readonly sent: Sent }[];
  /** What Xero cannot be asked. */
  readonly kept: readonly Condition[];
}

/** Each check goes its own way; of a range whose first end alone can be asked for, each end does. */
function divide(conditions: readonly Condition[], read: ReadSpec): Divided {
  const single = conditions.flatMap(({ field, checks }) =>
    checks
      .flatMap((check) => (field.name === read.offset ? endsOf(check) : [check]))
      .map((check) => ({ field, checks: [check] })),
  );
  const all = single.map((condition) => ({ condition, sent: sentCondition(condition, read)?.[0] }));
  return {
    asked: all.flatMap(({ condition, sent }) => (sent === undefined ? [] : [{ condition, sent }])),
    kept: all.filter(({ sent }) => sent === undefined).map(({ condition }) => condition),
  };
}

function endsOf(check: Check): readonly Check[] {
  if (check.kind !== 'between' || check.from === undefined || check.to === undefined) return [check];
  const { kind, from, to, open } = check;
  return [
    { kind, from, open },
    { kind, to, open },
  ];
}
