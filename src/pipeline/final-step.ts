/** What a run is about to do that cannot be undone: a final action, or records that an import brings into a binding status. */

import type { RunStore } from '../journal/run-store.ts';
import type { ImportJob } from '../model/job.ts';
import type { Action, Entity } from '../model/registry.ts';
import { isObject, parseExactJson, textAt } from '../xero/exact-json.ts';

/** What is about to be done that cannot be undone. */
export interface FinalStep {
  readonly action: Pick<Action, 'name'>;
  /** As Xero spells it, for so many. */
  readonly entity: string;
  readonly records: number;
}

interface Planned {
  readonly job: ImportJob;
  readonly entity: Entity;
  readonly action: Action | undefined;
  readonly store: RunStore;
}

const PAGE = 500;

/** Undefined where there is no such thing among what would be sent. */
export async function finalStep({ job, entity, action, store }: Planned): Promise<FinalStep | undefined> {
  const { documents } = await store.count();
  if (documents.ERROR > 0 && job.send.invalid === 'stop') return undefined;
  if (action !== undefined) {
    /** Requests of one's own may be readings. */
    const records = action.final === true ? (await store.left()) - (await countOf(store, 'method', 'GET')) : 0;
    return records === 0 ? undefined : { action, entity: nameOf(entity, records), records };
  }
  const { field, binding } = entity.status ?? {};
  if (field === undefined || binding === undefined || !job.columns.some((mapping) => mapping.field === field))
    return undefined;
  const [status, name] = binding;
  const records = await countOf(store, field, status);
  return records === 0 ? undefined : { action: { name }, entity: nameOf(entity, records), records };
}

function nameOf({ name, singular }: Entity, records: number): string {
  return records === 1 ? singular : name;
}

async function countOf(store: RunStore, field: string, status: string): Promise<number> {
  let count = 0;
  for (let after = 0; ; ) {
    const page = await store.documents({ after, limit: PAGE, state: 'ready' });
    for (const { seq, body = '' } of page) {
      after = seq;
      const element = parseExactJson(body);
      if (isObject(element) && textAt(element, field) === status) count += 1;
    }
    if (page.length < PAGE) return count;
  }
}
