/** What the steps of delivering share: the run, its organisation, and how results are stored. */

import type { Delivery, MemberResult } from '../journal/journal.ts';
import type { DocumentChange, DocumentRecord, RunStore } from '../journal/run-store.ts';
import type { Finding } from '../model/finding.ts';
import type { Action, Entity } from '../model/registry.ts';
import { tellsState } from '../model/tells-state.ts';
import type { Connection, Parts } from './parts.ts';
import { type Turns, takeTurns } from './take-turns.ts';

/** A document on its way, with its first row for findings; a contact made on the way has none. */
export interface Departing extends DocumentRecord {
  readonly firstOrdinal: number;
  readonly firstRow: number;
}

/** Adds their first rows. */
export async function departing(store: RunStore, documents: readonly DocumentRecord[]): Promise<readonly Departing[]> {
  const rows = await store.firstRows(documents.map(({ seq }) => seq));
  return documents.map((document) => {
    const first = rows.get(document.seq);
    return { ...document, firstOrdinal: first?.ordinal ?? -1, firstRow: first?.row ?? 0 };
  });
}

export interface Sending {
  readonly runId: string;
  readonly entity: Entity;
  readonly action: Action | undefined;
  readonly store: RunStore;
  readonly connection: Connection;
  readonly parts: Parts;
  /** Whose lease on the run must hold when a request is stored. */
  readonly owner: string | undefined;
  readonly turns: Turns;
  /** What other runs delivered is sent again. */
  readonly again: boolean;
  /** Keeps account of the calls made. */
  readonly calls: () => Promise<void>;
  /** A finding at the document's first row. */
  finding(document: Departing, code: string, warning: boolean, params: Readonly<Record<string, string>>): Finding;
  delivery(document: DocumentRecord, xeroId: string): Delivery;
  /** Stores the results of a request, first in the journal, then in the run's file. */
  settle(request: number, httpStatus: number | undefined, results: readonly MemberResult[]): Promise<void>;
  /** Stores results of some of its documents; the request stays open for the others. */
  settleSome(request: number, results: readonly MemberResult[]): Promise<void>;
}

/** Deliveries of an action are kept apart from those of the record itself. */
export function deliveryKind(entity: string, action: string | undefined): string {
  return action === undefined ? entity : `${entity}/${action}`;
}

export function createSending(
  base: Pick<Sending, 'runId' | 'entity' | 'action' | 'store' | 'connection' | 'parts' | 'owner' | 'again' | 'calls'>,
): Sending {
  const sending: Sending = {
    ...base,
    again: base.again || tellsState(base.action),
    turns: takeTurns(),
    finding(document, code, warning, params) {
      const place = { ordinal: document.firstOrdinal, row: document.firstRow };
      return { code, severity: warning ? 'WARNING' : 'ERROR', ...place, params };
    },
    delivery(document, xeroId) {
      return {
        organisationId: base.connection.facts.organisation.id,
        entity: deliveryKind(document.entity, base.action?.name),
        key: document.key ?? document.hash,
        occurrence: document.occurrence,
        hash: document.hash,
        runId: base.runId,
        xeroId,
      };
    },
    async settle(request, httpStatus, results) {
      await base.parts.journal.settleRequest(request, base.connection.clock.now(), httpStatus, results);
      await applyResults(base.store, results);
      await base.calls();
    },
    async settleSome(request, results) {
      await base.parts.journal.addResults(request, results);
      await applyResults(base.store, results);
    },
  };
  return sending;
}

/** Takes results over into the run's file; doing it twice changes nothing but repeats findings, so it is done once a request. */
export async function applyResults(store: RunStore, results: readonly MemberResult[]): Promise<void> {
  const changes = results.map(changeOf);
  const findings = results.flatMap((result) =>
    result.findings.map((finding) => ({ ...finding, seq: result.document })),
  );
  await store.changeDocuments(changes, findings);
}

function changeOf(result: MemberResult): DocumentChange {
  if (result.outcome === 'retry') return { seq: result.document, state: 'ready' };
  const identity = {
    ...(result.xeroId === undefined || result.xeroId === '' ? {} : { xeroId: result.xeroId }),
    ...(result.xeroNumber === undefined ? {} : { xeroNumber: result.xeroNumber }),
  };
  const state = isIncomplete(result) ? 'incomplete' : 'done';
  if (result.outcome === 'saved') return { seq: result.document, state, ...identity };
  const row = result.findings[0]?.row;
  const fault = row === undefined || row === 0 ? {} : { faultRow: row };
  const status = result.outcome === 'warned' ? 'WARNING' : 'ERROR';
  return { seq: result.document, state, status, ...fault, ...identity };
}

/** A document that is in the books and counts as delivered only once its lines are. */
export function isIncomplete({ outcome, delivery }: MemberResult): boolean {
  return (outcome === 'saved' || outcome === 'warned') && delivery === undefined;
}
