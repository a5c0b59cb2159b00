/** The scopes that jobs need, from what the registry says of the resources they touch. */

import type { Job } from '../../model/any-job.ts';
import { findEntity } from '../../model/find-task.ts';
import type { ImportJob } from '../../model/job.ts';
import { isLedger } from '../../model/ledger.ts';
import type { Entity, Registry } from '../../model/registry.ts';

/** What every job reads before its rows are checked: accounts, tax rates, tracking, contacts. */
const FACTS = ['accounting.settings.read', 'accounting.contacts.read'];
/** What the balance of a day is rebuilt from, and tied to. */
/** Of files attached to records, whatever the records are. */
const ATTACHMENTS = 'accounting.attachments';
const BALANCES = ['accounting.invoices.read', 'accounting.payments.read', 'accounting.reports.trialbalance.read'];

/** Granular scopes, sorted; where no job is given those of everything that rowpost can do and that any app may ask for. */
export function scopesFor(jobs: readonly Job[], registry: Registry): readonly string[] {
  const wanted = jobs.length === 0 ? all(registry) : jobs.flatMap((job) => scopesOf(job, registry));
  return joinScopes([...FACTS, ...wanted]);
}

/** Each once, sorted, without those for reading where there is the one for writing. */
export function joinScopes(all: readonly string[]): readonly string[] {
  const scopes = new Set(all);
  return [...scopes].filter((scope) => !(scope.endsWith('.read') && scopes.has(scope.slice(0, -5)))).toSorted();
}

/** Scopes beside accounting are the same for reading. */
function toRead(scope: string): string {
  return scope.startsWith('accounting.') ? `${scope}.read` : scope;
}

function all({ entities, reports }: Registry): readonly string[] {
  const open = entities.filter(({ read }) => read.gated !== true);
  const ofEntities = open.map(({ create, update, scope }) =>
    create === undefined && update === undefined ? toRead(scope) : scope,
  );
  return [...ofEntities, ATTACHMENTS, ...BALANCES, ...reports.flatMap(({ scopes }) => scopes)];
}

/** What an action reads or writes besides the records that it names. */
function besides({ action }: ImportJob, { stage }: Entity): readonly string[] {
  if (stage === 'allocations') return ['accounting.payments'];
  return action === 'allocate' ? ['accounting.invoices.read'] : [];
}

function scopesOf(job: Job, registry: Registry): readonly string[] {
  const scopeOf = (name: string) => registry.entities.find((entity) => entity.name === name)?.scope;
  const reading = (name: string) => {
    const scope = scopeOf(name);
    return scope === undefined ? [] : [toRead(scope)];
  };
  switch (job.kind) {
    case 'import': {
      const entity = findEntity(registry, job.entity);
      if (entity === undefined) return [];
      const ofAction = actionScopes(job.action, entity.scope);
      if (ofAction !== undefined) return job.action === 'raw' ? all(registry) : ofAction;
      const names = entity.fields.some(({ name }) => name === 'Contact');
      const contacts =
        names && entity.stage === 'documents' && job.send.contacts !== 'existing' ? ['accounting.contacts'] : [];
      const documents = entity.stage === 'payments' ? ['accounting.invoices.read'] : [];
      return [entity.scope, ...contacts, ...documents, ...besides(job, entity)];
    }
    case 'workbook':
      return job.sheets.flatMap((sheet) => scopesOf(sheet, registry));
    case 'export':
      return job.tables.flatMap(({ of }) => registry.reports.find(({ name }) => name === of)?.scopes ?? reading(of));
    case 'reconcile':
      return isLedger(job.of) || job.asAt !== undefined ? [...BALANCES, ...reading(job.of)] : reading(job.of);
  }
}

/** What a verb needs that does not write the record itself; undefined for all others. */
function actionScopes(verb: string | undefined, scope: string): readonly string[] | undefined {
  switch (verb) {
    case 'attach':
      return [`${scope}.read`, ATTACHMENTS];
    case 'download-attachments':
      return [`${scope}.read`, `${ATTACHMENTS}.read`];
    case 'history':
    case 'pdf':
      return [`${scope}.read`];
    case 'raw':
      return [];
    default:
      return undefined;
  }
}

/**
 * The scope that a call needs, where the registry knows its path.
 * @param path below the API's base address
 */
export function scopeOfCall(method: string, path: string, registry: Registry): string | undefined {
  const [, first = '', second = '', third = ''] = path.split(/[/?]/);
  if (third === 'Attachments') return method === 'GET' ? `${ATTACHMENTS}.read` : ATTACHMENTS;
  if (first === 'Reports') {
    const report = registry.reports.find(
      ({ source }) => source.kind === 'report' && source.path === `/Reports/${second}`,
    );
    return report?.scopes[0];
  }
  const scope = registry.entities.find((entity) => entity.path === `/${first}`)?.scope;
  return scope === undefined || method !== 'GET' ? scope : toRead(scope);
}
