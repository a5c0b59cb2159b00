/** What deciding about the rows of an action shares. */

import type { DocumentRecord } from '../journal/run-store.ts';
import type { Action } from '../model/registry.ts';
import type { ActionDecision } from '../validators/judge-record.ts';
import type { DecidePlan } from './decide.ts';

export interface ActionPlan extends DecidePlan {
  readonly action: Action;
}

/** A row with what was decided about the record that it names. */
export interface Judged {
  readonly document: DocumentRecord;
  readonly decision: ActionDecision;
}
