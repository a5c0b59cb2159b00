/** Which jobs make a call of Xero's Accounting API, or why none does. */

import type { Entity, Registry } from '../../src/model/registry.ts';
import { accountingOperations, type Operation } from './accounting-operations.ts';
import { callsOfJobs, type JobCall, jobsOf } from './calls-of-jobs.ts';
import { reasons } from './reasons.ts';

export interface Answer {
  readonly operation: Operation;
  readonly jobs: readonly Pick<JobCall, 'verb' | 'entity'>[];
  readonly note: string;
  /** `call`: jobs make it; `form`: another form of such a call; `reason`: stated why not; undefined where nobody has said. */
  readonly by: 'call' | 'form' | 'reason' | undefined;
}

/** Operations by their paths without the names in braces. */
const SHAPES = Map.groupBy(accountingOperations, shapeOf);

/** In the order of the operations. */
export function answerOperations(registry: Registry): readonly Answer[] {
  const calls = callsOfJobs(registry);
  const made = Map.groupBy(calls, calledBy);
  const known = jobsOf(registry);
  return accountingOperations.map((operation) => {
    const jobs = made.get(operation);
    if (jobs !== undefined) return { operation, jobs, note: carried(jobs), by: 'call' };
    return formOf(operation, calls, registry) ?? reasoned(operation, registry, known);
  });
}

/** Calls that the API does not have. */
export function strayCalls(registry: Registry): readonly string[] {
  const stray = callsOfJobs(registry).filter((call) => calledBy(call) === undefined);
  return stray.map(({ method, path, verb, entity }) => `${verb}: ${entity} calls ${method} ${path}`);
}

/** Whether a pattern, in which a star stands for any part between slashes, means the operation. */
export function isMeant(pattern: string, { method, path }: Operation): boolean {
  const [wanted, parts = ''] = pattern.split(' ');
  const own = path.split('/');
  const meant = parts.split('/');
  return (
    wanted === method && meant.length === own.length && meant.every((part, at) => part === '*' || part === own[at])
  );
}

/** The operation by its own spelling, else the only one of that shape. */
function calledBy(call: JobCall): Operation | undefined {
  const same = SHAPES.get(shapeOf(call)) ?? [];
  return same.find(({ path }) => path === call.path) ?? (same.length === 1 ? same[0] : undefined);
}

function shapeOf({ method, path }: Operation): string {
  return `${method} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`;
}

function carried(jobs: readonly JobCall[]): string {
  const most = Math.max(...jobs.map(({ batch = 0 }) => batch));
  if (most === 0) return '';
  return most === 1 ? 'one a request' : `${most} a request`;
}

/** A single record of a collection: read through a filter, written as one of many. */
function formOf(operation: Operation, calls: readonly JobCall[], { entities }: Registry): Answer | undefined {
  const { method, path } = operation;
  const [, collection, field] = /^(\/\w+)\/\{(\w+)\}$/.exec(path) ?? [];
  if (collection === undefined || field === undefined) return undefined;
  const isOf = (call: JobCall) => call.method === method && call.path === collection;
  if (method === 'POST') {
    const jobs = calls.filter((call) => isOf(call) && (call.batch ?? 0) > 1);
    const note = `one record; sent as \`POST ${collection}\`, ${carried(jobs)}`;
    return jobs.length === 0 ? undefined : { operation, jobs, note, by: 'form' };
  }
  const jobs = calls.filter((call) => method === 'GET' && isOf(call) && hasField(entities, call.entity, field));
  return jobs.length === 0 ? undefined : { operation, jobs, note: `\`filter: { ${field}: ... }\``, by: 'form' };
}

function hasField(entities: readonly Entity[], name: string, field: string): boolean {
  return entities.find((entity) => entity.name === name)?.fields.some((each) => each.name === field) === true;
}

function reasoned(operation: Operation, { entities }: Registry, known: ReadonlySet<string>): Answer {
  const reason = reasons.find(({ call }) => isMeant(call, operation));
  const own = entities.find(({ path }) => operation.path.startsWith(`${path}/`))?.name ?? '';
  const job = reason?.job?.replace('*', own);
  if (reason === undefined || (job !== undefined && !known.has(job)))
    return { operation, jobs: [], note: '', by: undefined };
  const [verb = '', entity = ''] = job?.split(': ') ?? [];
  return { operation, jobs: job === undefined ? [] : [{ verb, entity }], note: reason.why, by: 'reason' };
}
