/** What is asked of Xero for one kind of document, what is asked here of each document, and which of them count. */

import type { EntityShape } from '../model/entity.ts';
import type { FilterCondition, JobProblem } from '../model/job.ts';
import { POSTED } from '../model/ledger.ts';
import type { Entity } from '../model/registry.ts';
import { type ExactObject, textAt } from '../xero/exact-json.ts';
import { compileFilter } from '../xero/filters/compile-filter.ts';
import type { BooksPart, ReconcilePlan } from './reconcile-plan.ts';

/** Fields that change as time goes by: for a day gone by they are compared as rebuilt, not by Xero's filters. */
export const REBUILT: ReadonlySet<string> = new Set([
  'AmountDue',
  'AmountPaid',
  'AmountCredited',
  'RemainingCredit',
  'FullyPaidOnDate',
]);

export interface PartFilter {
  readonly queries: readonly Readonly<Record<string, string>>[];
  /** Asked of the document as it stood on the day. */
  readonly wanted: (element: ExactObject) => boolean;
  /** Asked likewise: a document of another status does not count. */
  readonly counts: (element: ExactObject) => boolean;
  readonly slow: readonly string[];
  readonly problems: readonly JobProblem[];
}

/** What is asked of the status says which documents count: the others are read too, for a row may mean one of them. */
export function partFilter(
  { job, shape, ledger, asAt, facts }: ReconcilePlan,
  part: BooksPart,
  today: string,
): PartFilter {
  const entity = withFields(part.entity, shape);
  const status = entity.status?.field ?? 'Status';
  const at = { line: 1, column: 1 };
  const conditions = job.filter.map((condition) => renamed(condition, part));
  const types: readonly FilterCondition[] =
    part.types.length === 0 ? [] : [{ field: 'Type', tests: [{ kind: 'any', values: part.types }], at }];
  const later = (field: string) => field === status || (asAt !== undefined && REBUILT.has(field));
  const where = job.where === undefined ? {} : { where: job.where };
  const context = { today, facts };
  const sent = compileFilter(
    entity,
    { filter: [...types, ...conditions.filter(({ field }) => !later(field))], ...where },
    context,
  );
  const rest = conditions.filter(({ field }) => later(field) && field !== status);
  const rebuilt = compileFilter(locally(entity), { filter: rest }, context);
  const statuses = conditions.filter(({ field }) => field === status);
  const standing = compileFilter(locally(entity), { filter: statuses }, context);
  const gone = entity.status?.gone ?? [];
  const counts = (element: ExactObject) => {
    const own = textAt(element, status);
    if (ledger && !POSTED.includes(own)) return false;
    return statuses.length > 0 ? standing.local(element) : !gone.includes(own);
  };
  return {
    queries: sent.queries,
    wanted: (element) => sent.local(element) && rebuilt.local(element),
    counts,
    slow: sent.slow,
    problems: [...sent.problems, ...rebuilt.problems, ...standing.problems],
  };
}

/** A ledger's documents have one name for their numbers, and for what is due of them. */
function renamed(condition: FilterCondition, { entity, numbers, due }: BooksPart): FilterCondition {
  const { field } = condition;
  if (field === 'Number' || field === 'InvoiceNumber') return { ...condition, field: numbers[0] ?? field };
  if (field === 'AmountDue' && !entity.fields.some(({ name }) => name === 'AmountDue'))
    return { ...condition, field: due };
  return condition;
}

/** What only others of the ledger's documents have is blank in these. */
function withFields(entity: Entity, shape: Entity): Entity {
  const own = new Set(entity.fields.map(({ name }) => name));
  return { ...entity, fields: [...entity.fields, ...shape.fields.filter(({ name }) => !own.has(name))] };
}

/** All conditions are asked here, none of Xero. */
function locally(entity: EntityShape): EntityShape {
  const { fast: _fast, parameters: _parameters, ...read } = entity.read;
  return { ...entity, read };
}
