/** Decides of every row of an action, by the state of the record that it names: do it, pass it over, or refuse it. */

import type { DocumentChange, DocumentRecord, RunStore } from '../journal/run-store.ts';
import { add, decimal, formatDecimal } from '../model/decimal.ts';
import type { Finding } from '../model/finding.ts';
import { foldKey } from '../model/index-facts.ts';
import type { ExistingRecord, MatchInput } from '../model/matching.ts';
import type { Action } from '../model/registry.ts';
import { tellsState } from '../model/tells-state.ts';
import { indexExisting } from '../validators/index-existing.ts';
import type { ActionDecision } from '../validators/judge-record.ts';
import { matchAction } from '../validators/match-action.ts';
import { isMeant } from '../validators/match-inner.ts';
import type { ActionPlan, Judged } from './action-plan.ts';
import { carryFields } from './carry-fields.ts';
import { existingFor } from './decide.ts';
import { type Delivered, deliveredBefore, verdictOf } from './delivered-before.ts';
import { describeSettlements } from './describe-settlements.ts';
import { readyDocuments } from './look-up-existing.ts';
import type { Parts } from './parts.ts';
import { spliceBody } from './splice-body.ts';

type SeqFinding = Finding & { readonly seq: number };

export async function decideAction(plan: ActionPlan, parts: Parts): Promise<void> {
  const { store, action } = plan;
  const allocated = new Map<string, string>();
  for await (const page of readyDocuments(store)) {
    const inputs = page.map(({ match = '{}' }) => JSON.parse(match) as MatchInput);
    const existing = await existingForAction(plan, inputs);
    const delivered = await stillThere(plan, page, inputs, await deliveries(plan, page, existing.own, parts));
    const judge = judgement(plan, existing, allocated);
    const judged = page.map((document, index): Judged => {
      const input = inputs[index]!;
      const decision = judge(input);
      const isMade = decision.does === 'act' && !delivered.has(document.seq);
      if (isMade && decision.targetId !== undefined)
        note(allocated, [decision.record.id, decision.targetId], input.amount);
      return { document, decision };
    });
    const changes: DocumentChange[] = [];
    const findings: SeqFinding[] = [];
    for (const { document, decision } of await describeSettlements(plan, judged)) {
      const verdict = verdictFor(document, decision, delivered.get(document.seq), plan);
      changes.push(verdict.change);
      findings.push(...verdict.findings);
    }
    await store.changeDocuments(await carryFields(plan, page, changes), findings);
  }
  if (action.once === true) await passOverRepeats(store);
}

interface ExistingForAction {
  readonly own: readonly ExistingRecord[];
  readonly targets: readonly ExistingRecord[];
  readonly inner: readonly ExistingRecord[];
}

async function existingForAction(plan: ActionPlan, inputs: readonly MatchInput[]): Promise<ExistingForAction> {
  const { store, action } = plan;
  const alone = inputs.map(({ target: _target, ...input }) => input);
  const own = await existingFor(plan, alone);
  const named = inputs.filter(({ target }) => target !== undefined);
  const targets = named.length === 0 ? [] : await existingFor(plan, named);
  const { inner } = action;
  const owners = inner === undefined ? [] : targets.map(({ id }) => id);
  const { connection } = plan;
  return {
    own: await asTheyWillBe(own, connection),
    targets: await asTheyWillBe(targets, connection),
    inner: inner === undefined ? [] : await store.existingByKey(inner.entity, 'OwnerID', owners),
  };
}

/** With the statuses that earlier sheets of the same job give them. */
async function asTheyWillBe(
  records: readonly ExistingRecord[],
  { willBe }: ActionPlan['connection'],
): Promise<readonly ExistingRecord[]> {
  if (willBe === undefined) return records;
  const known: ExistingRecord[] = [];
  for (const [entity, own] of Map.groupBy(records, (record) => record.entity)) {
    const states = await willBe(
      entity,
      own.map(({ id }) => id),
    );
    known.push(...own.map((record) => ({ ...record, ...statusOf(states.get(record.id)) })));
  }
  return known;
}

function statusOf(state: string | undefined): Pick<ExistingRecord, 'status'> {
  return state === undefined || state === '' ? {} : { status: state };
}

function judgement(
  { entity, action, again }: ActionPlan,
  existing: ExistingForAction,
  allocated: ReadonlyMap<string, string>,
): (input: MatchInput) => ActionDecision {
  const ownOf = indexExisting(existing.own);
  const targetsOf = indexExisting(existing.targets);
  const options = { entity, action, again, allocatedSoFar: (id: string) => allocated.get(id) };
  return (input) => {
    const { target, ...alone } = input;
    const targets = target === undefined ? [] : targetsOf(input);
    return matchAction(input, { own: ownOf(alone), targets, inner: existing.inner }, options);
  };
}

function note(sums: Map<string, string>, ids: readonly string[], amount = '0'): void {
  for (const id of ids) sums.set(id, formatDecimal(add(decimal(sums.get(id) ?? '0'), decimal(amount))));
}

/** Allocations delivered before that stand within their credit no longer are told as such. */
async function stillThere(
  { action: { allocates }, store }: ActionPlan,
  page: readonly DocumentRecord[],
  inputs: readonly MatchInput[],
  delivered: ReadonlyMap<number, Delivered>,
): Promise<ReadonlyMap<number, Delivered>> {
  if (allocates === undefined || delivered.size === 0) return delivered;
  const owners = [...delivered.values()].map(({ delivery }) => delivery.xeroId);
  const standing = await store.existingByKey(allocates.entity, 'OwnerID', owners);
  const inputOf = new Map(page.map(({ seq }, index) => [seq, inputs[index]!]));
  return new Map(
    [...delivered].map(([seq, earlier]) => {
      const { delivery, fate } = earlier;
      const { target, amount } = inputOf.get(seq)!;
      const own = standing.filter(({ keys }) => keys?.OwnerID === delivery.xeroId);
      const stands = own.some((record) => isMeant(record, { other: target, amount }));
      return [seq, fate === 'standing' && !stands ? { delivery, fate: 'gone' } : earlier] as const;
    }),
  );
}

/** What was delivered explains a record that is no longer found, whether or not it is to be done again. */
function deliveries(
  plan: ActionPlan,
  page: readonly DocumentRecord[],
  existing: readonly ExistingRecord[],
  parts: Parts,
): Promise<ReadonlyMap<number, Delivered>> {
  return deliveredBefore({ ...plan, again: plan.again && !mayBeMissing(plan.action) }, page, existing, parts);
}

/** A record that is no longer found may be one that an earlier run removed. */
function mayBeMissing({ removes, inner }: Action): boolean {
  return removes === true || inner !== undefined;
}

interface Verdict {
  readonly change: DocumentChange;
  readonly findings: readonly SeqFinding[];
}

function verdictFor(
  document: DocumentRecord,
  decision: ActionDecision,
  earlier: Delivered | undefined,
  { action, again }: ActionPlan,
): Verdict {
  const { seq } = document;
  if (earlier !== undefined && !isToldByRecord(decision, earlier, action)) {
    const { change, finding } = verdictOf(document, earlier);
    return { change, findings: [finding] };
  }
  if (decision.does === 'act' && !again && earlier !== undefined && isAnother(decision.record, earlier))
    return refuseAnother(document, decision.record, earlier);
  if (decision.does === 'act') {
    const { record, set = {}, findings = [] } = decision;
    const { id, number, keys = {} } = record;
    const named = number === undefined ? {} : { xeroNumber: number };
    const [remark] = findings;
    const warned = remark === undefined ? {} : { status: 'WARNING' as const, faultRow: remark.row };
    const { Owner = '', OwnerID = '' } = keys;
    const added = action.route?.path.includes('{Owner') === true ? { ...set, Owner, OwnerID } : set;
    const body = Object.keys(added).length === 0 ? {} : { body: spliceBody(document.body ?? '{}', added) };
    const change = { seq, verb: action.name, xeroId: id, ...named, ...warned, ...body };
    return { change, findings: findings.map((finding) => ({ ...finding, seq })) };
  }
  const { finding } = decision;
  const { row: faultRow } = finding;
  const found = decision.does === 'absent' ? undefined : decision.record;
  const known = found === undefined ? {} : { xeroId: found.id };
  const number = found?.number === undefined ? {} : { xeroNumber: found.number };
  const status = decision.does === 'skip' ? 'SKIPPED' : 'ERROR';
  return { change: { seq, state: 'done', status, faultRow, ...known, ...number }, findings: [{ ...finding, seq }] };
}

/** Where the record tells its state itself, what was delivered counts only for records that are no longer there. */
function isToldByRecord({ does }: ActionDecision, { fate }: Delivered, action: Action): boolean {
  if (fate === 'under-way') return false;
  return mayBeMissing(action) ? does !== 'absent' : tellsState(action);
}

/** The row once meant a record, and another one has come in its place since: it may be the one that puts things right. */
function isAnother({ id }: ExistingRecord, { delivery: { xeroId }, fate }: Delivered): boolean {
  return (fate === 'standing' || fate === 'gone') && foldKey(xeroId) !== foldKey(id);
}

function refuseAnother(
  { seq, match = '{}' }: DocumentRecord,
  { id }: ExistingRecord,
  { delivery }: Delivered,
): Verdict {
  const { at } = JSON.parse(match) as MatchInput;
  const params = { run: delivery.runId, earlier: delivery.xeroId, found: id };
  return {
    change: { seq, state: 'done', status: 'ERROR', faultRow: at.row, xeroId: id },
    findings: [{ seq, code: 'duplicate/another-since', severity: 'ERROR', ...at, params }],
  };
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
