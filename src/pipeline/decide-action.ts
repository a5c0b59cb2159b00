/** Decides of every row of an action, by the state of the record that it names: do it, pass it over, or refuse it. */

import type { DocumentChange, DocumentRecord, RunStore } from '../journal/run-store.ts';
import type { Finding } from '../model/finding.ts';
import type { ExistingRecord, MatchInput } from '../model/matching.ts';
import type { Action } from '../model/registry.ts';
import { tellsState } from '../model/tells-state.ts';
import { indexExisting } from '../validators/index-existing.ts';
import { type ActionDecision, matchAction } from '../validators/match-action.ts';
import type { ActionPlan, Judged } from './action-plan.ts';
import { carryFields } from './carry-fields.ts';
import { existingFor } from './decide.ts';
import { type Delivered, deliveredBefore, verdictOf } from './delivered-before.ts';
import { describeSettlements } from './describe-settlements.ts';
import { readyDocuments } from './look-up-existing.ts';
import type { Parts } from './parts.ts';

type SeqFinding = Finding & { readonly seq: number };

export async function decideAction(plan: ActionPlan, parts: Parts): Promise<void> {
  const { store, action } = plan;
  for await (const page of readyDocuments(store)) {
    const existing = await existingFor(plan, page);
    const delivered = await deliveries(plan, page, existing, parts);
    const judged = await describeSettlements(plan, judgeAll(plan, page, existing));
    const changes: DocumentChange[] = [];
    const findings: SeqFinding[] = [];
    for (const { document, decision } of judged) {
      const verdict = verdictFor(document, decision, delivered.get(document.seq), action);
      changes.push(verdict.change);
      findings.push(...verdict.findings);
    }
    await store.changeDocuments(await carryFields(plan, page, changes), findings);
  }
  if (action.once === true) await passOverRepeats(store);
}

function judgeAll(plan: ActionPlan, page: readonly DocumentRecord[], existing: readonly ExistingRecord[]): Judged[] {
  const candidates = indexExisting(existing);
  const { entity, action, again } = plan;
  return page.map((document) => {
    const input = JSON.parse(document.match ?? '{}') as MatchInput;
    return { document, decision: matchAction(input, candidates(input), { entity, action, again }) };
  });
}

/** Where the record tells its state itself, what was delivered counts only for records that are no longer there. */
function deliveries(
  plan: ActionPlan,
  page: readonly DocumentRecord[],
  existing: readonly ExistingRecord[],
  parts: Parts,
): Promise<ReadonlyMap<number, Delivered>> {
  const again = plan.again || (tellsState(plan.action) && plan.action.removes !== true);
  return deliveredBefore({ ...plan, again }, page, existing, parts);
}

interface Verdict {
  readonly change: DocumentChange;
  readonly findings: readonly SeqFinding[];
}

function verdictFor(
  document: DocumentRecord,
  decision: ActionDecision,
  earlier: Delivered | undefined,
  action: Action,
): Verdict {
  const { seq } = document;
  const stands = decision.does !== 'absent' && action.removes === true && earlier?.fate !== 'under-way';
  if (earlier !== undefined && !stands && decision.does !== 'refuse') {
    const { change, finding } = verdictOf(document, earlier);
    if (decision.does !== 'absent' || earlier.fate !== 'gone') return { change, findings: [finding] };
    return { change, findings: [{ ...finding, code: 'duplicate/already-delivered' }] };
  }
  if (decision.does === 'act') {
    const { id, number } = decision.record;
    const named = number === undefined ? {} : { xeroNumber: number };
    return { change: { seq, verb: action.name, xeroId: id, ...named }, findings: [] };
  }
  const { finding } = decision;
  const { row: faultRow } = finding;
  const found = decision.does === 'absent' ? undefined : decision.record;
  const known = found === undefined ? {} : { xeroId: found.id };
  const number = found?.number === undefined ? {} : { xeroNumber: found.number };
  const status = decision.does === 'skip' ? 'SKIPPED' : 'ERROR';
  return { change: { seq, state: 'done', status, faultRow, ...known, ...number }, findings: [{ ...finding, seq }] };
}

const PAGE = 500;

/** Rows that name a record which an earlier row names already. */
async function passOverRepeats(store: RunStore): Promise<void> {
  const files = await store.files();
  for (let after = 0; ; ) {
    const page = await store.repeats(after, PAGE);
    if (page.length === 0) return;
    after = page.at(-1)!.seq;
    const rows = await store.firstRows(page.flatMap(({ seq, other }) => [seq, other]));
    const findings = await Promise.all(
      page.map(async ({ seq, other }): Promise<SeqFinding> => {
        const first = rows.get(other);
        const file = files.length > 1 && first !== undefined ? ` of ${files[first.file]?.path ?? ''}` : '';
        const at = (JSON.parse((await store.document(seq))?.match ?? '{}') as MatchInput).at;
        const params = { row: `row ${first?.row ?? 0}${file}` };
        return { seq, code: 'duplicate/same-record', severity: 'WARNING', ...at, params };
      }),
    );
    await store.changeDocuments(
      page.map(({ seq }) => ({ seq, state: 'done', status: 'SKIPPED', faultRow: rows.get(seq)?.row ?? 0 })),
      findings,
    );
  }
}
