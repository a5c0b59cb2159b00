/** What earlier sheets of a job are about to make of records that exist: a status, or nothing at all. */

import type { DocumentRecord, RunStore } from '../../journal/run-store.ts';
import type { Action, Entity } from '../../model/registry.ts';
import { parseExactJson, textAt } from '../../xero/exact-json.ts';
import { readyDocuments } from '../look-up-existing.ts';
import type { Connection } from '../parts.ts';

export interface ActingSheet {
  readonly entity: Entity;
  readonly action: Action;
  readonly store: RunStore;
}

/** By ID, the status to come, or "" for what will be gone. */
export function plannedStates(sheets: readonly ActingSheet[]): NonNullable<Connection['willBe']> {
  return async (entity, ids) => {
    const wanted = new Set(ids);
    const states = new Map<string, string>();
    for (const { action, store } of sheets.filter((sheet) => sheet.entity.name === entity)) {
      const [state] = action.removes === true ? [''] : (action.done?.values ?? []);
      if (state === undefined) continue;
      for await (const page of readyDocuments(store)) {
        for (const document of page) for (const id of idsOf(document)) if (wanted.has(id)) states.set(id, state);
      }
    }
    return states;
  };
}

/** An allocation that goes is known by its credit, too: invoices name that alone. */
function idsOf({ xeroId = '', body = '{}' }: DocumentRecord): readonly string[] {
  return [xeroId, textAt(parseExactJson(body), 'OwnerID')].filter((id) => id !== '');
}
