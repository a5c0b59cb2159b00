/** Which calls of Xero's Accounting API the jobs of a registry make. */

import type { EntityShape, Route } from '../../src/model/entity.ts';
import { subjectsOf } from '../../src/model/find-task.ts';
import type { Act, Entity, Registry, Verb } from '../../src/model/registry.ts';
import type { ReportSpec } from '../../src/model/report-spec.ts';

export interface JobCall {
  readonly method: string;
  /** `/Invoices/{InvoiceID}/Email`. */
  readonly path: string;
  readonly verb: string;
  /** The word beside the verb: `Invoices`, `TrialBalance`. */
  readonly entity: string;
  /** Most records that a request carries at first; undefined for readings. */
  readonly batch?: number;
}

/** Below a record, what verbs without a route call: their performers ask for it. */
const PERFORMED: Readonly<Record<string, readonly string[]>> = {
  attach: ['GET /Attachments', 'PUT /Attachments/{FileName}'],
  'download-attachments': ['GET /Attachments', 'GET /Attachments/{AttachmentID}'],
  note: ['GET /History', 'PUT /History'],
  history: ['GET /History'],
  email: ['POST /Email'],
  pdf: ['GET /pdf'],
  raw: [],
};

/** A verb with neither a route nor an entry above makes a call that the API does not have. */
export function callsOfJobs(registry: Registry): readonly JobCall[] {
  const { entities, reports, actions } = registry;
  const calls = [
    ...entities.flatMap(importCalls),
    ...entities.flatMap(exportCalls),
    ...reports.flatMap(reportCalls),
    ...actions.flatMap((verb) => subjectsOf(verb, registry).flatMap((entity) => actionCalls(verb, entity, entities))),
  ];
  return [...new Map(calls.map((call) => [JSON.stringify(call), call])).values()];
}

/** Every job that there is: `void: Invoices`. */
export function jobsOf(registry: Registry): ReadonlySet<string> {
  const verbs = registry.actions.flatMap((verb) =>
    subjectsOf(verb, registry).map(({ name }) => `${verb.name}: ${name}`),
  );
  const reports = registry.reports.map(({ name }) => `export: ${name}`);
  return new Set([...callsOfJobs(registry).map(({ verb, entity }) => `${verb}: ${entity}`), ...reports, ...verbs]);
}

function importCalls({ name, create, update, lines }: EntityShape): readonly JobCall[] {
  return [
    ...routeCalls('create', name, create),
    ...routeCalls('update', name, update),
    ...(create === undefined ? [] : routeCalls('create', name, lines?.route)),
    ...(update === undefined ? [] : routeCalls('update', name, lines?.route)),
  ];
}

function exportCalls({ name, path, idField, read }: EntityShape): readonly JobCall[] {
  const alone = `${path}/{${read.within?.ownerId ?? idField}}`;
  return [path, ...(read.alone === true ? [alone] : [])].map((each) => ({
    method: 'GET',
    path: each,
    verb: 'export',
    entity: name,
  }));
}

function reportCalls({ name, source }: ReportSpec): readonly JobCall[] {
  return source.kind === 'report' ? [{ method: 'GET', path: source.path, verb: 'export', entity: name }] : [];
}

function actionCalls(verb: Verb, entity: Entity, entities: readonly Entity[]): readonly JobCall[] {
  const act = verb.on(entity);
  if (act === undefined) return [];
  if (act.route !== undefined) {
    return ownedPaths(act.route.path, act, entities).flatMap((path) =>
      routeCalls(verb.name, entity.name, act.route && { ...act.route, path }),
    );
  }
  const performed = PERFORMED[verb.name] ?? ['of this verb: say here what its performer calls'];
  return performed.map((call) => {
    const [method = '', below] = call.split(' ');
    return { method, path: `${entity.path}/{${entity.idField}}${below}`, verb: verb.name, entity: entity.name };
  });
}

/** A record that stands within others is reached by the address of any of them. */
function ownedPaths(path: string, { inner }: Act, entities: readonly Entity[]): readonly string[] {
  if (!path.startsWith('/{Owner}/') || inner === undefined) return [path];
  const owners = entities.filter(({ name }) => inner.owners.includes(name));
  return owners.map((owner) => path.replace('/{Owner}', owner.path).replace('{OwnerID}', `{${owner.idField}}`));
}

function routeCalls(verb: string, entity: string, route: Route | undefined): readonly JobCall[] {
  return route === undefined ? [] : [{ method: route.method, path: route.path, verb, entity, batch: route.batch }];
}
