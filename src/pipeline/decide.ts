/** Decides of every ready document, by what was looked up and delivered before: create, update, skip or refuse. */

import type { DocumentChange, DocumentRecord, RunStore } from '../journal/run-store.ts';
import { add, decimal, formatDecimal } from '../model/decimal.ts';
import type { Finding } from '../model/finding.ts';
import type { ImportJob } from '../model/job.ts';
import type { ExistingRecord, MatchDecision, MatchInput, MatchSet } from '../model/matching.ts';
import type { Entity } from '../model/registry.ts';
import { type FindCandidates, indexExisting } from '../validators/index-existing.ts';
import { matchDocument } from '../validators/match-document.ts';
import { toJsonText } from '../xero/write-element.ts';
import { completeUpdates } from './complete-updates.ts';
import { type Delivered, deliveredBefore, verdictOf } from './delivered-before.ts';
import { eachTarget } from './each-target.ts';
import { readyDocuments } from './look-up-existing.ts';
import { parseBody } from './parse-body.ts';
import type { Connection, Parts } from './parts.ts';
import { spliceBody } from './splice-body.ts';
import { spliceLines } from './splice-lines.ts';

export interface DecidePlan {
  readonly runId: string;
  readonly job: ImportJob;
  readonly entity: Entity;
  readonly store: RunStore;
  readonly connection: Connection;
  /** What was delivered before is sent again. */
  readonly again: boolean;
}

/** What a page of documents turns into. */
interface Verdicts {
  readonly changes: DocumentChange[];
  readonly findings: (Finding & { readonly seq: number })[];
}

export async function decide(plan: DecidePlan, parts: Parts): Promise<void> {
  const paid = new Map<string, string>();
  for await (const page of readyDocuments(plan.store)) {
    const documents = page.filter((document) => document.entity === plan.entity.name);
    const inputs = documents.map(matchOf);
    const existing = await existingFor(
      plan,
      inputs.flatMap((input) => (input === undefined ? [] : eachTarget(input))),
    );
    const candidates = indexExisting(existing);
    const delivered = await deliveredBefore({ ...plan, action: undefined }, documents, existing, parts);
    const verdicts: Verdicts = { changes: [], findings: [] };
    for (const document of documents) {
      const earlier = delivered.get(document.seq);
      if (earlier === undefined) judge(plan, document, candidates, paid, verdicts);
      else skipDelivered(document, earlier, verdicts);
    }
    const changes = await completeUpdates(plan, documents, verdicts.changes);
    if (changes.length + verdicts.findings.length > 0) await plan.store.changeDocuments(changes, verdicts.findings);
  }
}

/** The records looked up that one of the documents settles, or else may be. */
export async function existingFor(
  plan: Pick<DecidePlan, 'store' | 'entity'>,
  inputs: readonly MatchInput[],
): Promise<readonly ExistingRecord[]> {
  const { store, entity } = plan;
  const records: ExistingRecord[] = [];
  const names = new Set([
    entity.name,
    ...inputs.flatMap(({ target }) => (target === undefined ? [] : [target.entity])),
  ]);
  for (const name of names) {
    if ((await store.existingCount(name)) === 0) continue;
    const own = inputs.filter((input) => (input.target?.entity ?? entity.name) === name);
    const numbers = new Set<string>();
    const ids = new Set<string>();
    const keys = new Map<string, Set<string>>();
    for (const input of own) {
      if (input.target?.number !== undefined) numbers.add(input.target.number);
      if (input.target?.id !== undefined) ids.add(input.target.id);
      for (const key of input.keys) collectKey(key, numbers, ids, keys);
    }
    records.push(...(await store.existingByNumber(name, [...numbers])), ...(await store.existingById(name, [...ids])));
    for (const [field, values] of keys) records.push(...(await store.existingByKey(name, field, [...values])));
  }
  return [...new Map(records.map((record) => [`${record.entity}/${record.id}`, record])).values()];
}

const NOT_KEYS = new Set(['type', 'contactId']);

function collectKey(
  key: Readonly<Record<string, string>>,
  numbers: Set<string>,
  ids: Set<string>,
  keys: Map<string, Set<string>>,
): void {
  for (const [name, value] of Object.entries(key)) {
    if (name === 'number' || name === 'contactName') numbers.add(value);
    else if (name === 'id') ids.add(value);
    else if (!NOT_KEYS.has(name)) keys.set(name, (keys.get(name) ?? new Set()).add(value));
  }
}

function matchOf(document: DocumentRecord): MatchInput | undefined {
  return document.match === undefined ? undefined : (JSON.parse(document.match) as MatchInput);
}

function skipDelivered(document: DocumentRecord, earlier: Delivered, verdicts: Verdicts): void {
  const { change, finding } = verdictOf(document, earlier);
  verdicts.findings.push(finding);
  verdicts.changes.push(change);
}

function judge(
  plan: DecidePlan,
  document: DocumentRecord,
  candidates: FindCandidates,
  paid: Map<string, string>,
  verdicts: Verdicts,
): void {
  const input = matchOf(document);
  if (input === undefined) return;
  const { seq } = document;
  const { entity, job } = plan;
  const existing = candidates(input);
  const decision = matchDocument(input, existing, {
    entity,
    mode: job.send.mode,
    existing: job.send.existing,
    paidSoFar: (id) => paid.get(id),
  });
  verdicts.findings.push(...decision.findings.map((finding) => ({ ...finding, seq })));
  const fault = decision.findings[0] === undefined ? {} : { faultRow: decision.findings[0].row };
  const warned = decision.findings.length > 0 || document.status === 'WARNING' ? 'WARNING' : document.status;
  if (decision.action === 'refuse') {
    verdicts.changes.push({ seq, state: 'done', status: 'ERROR', ...fault });
  } else if (decision.action === 'skip') {
    const { id } = decision;
    verdicts.changes.push({
      seq,
      state: 'done',
      status: 'SKIPPED',
      xeroId: id,
      ...numberIn(existing, entity, id),
      ...fault,
    });
  } else if (decision.action === 'create') {
    if (decision.targetId !== undefined) pay(paid, decision.targetId, input.amount);
    for (const { id, amount } of decision.paid ?? []) pay(paid, id, amount);
    const body = completed(document.body, decision, entity);
    if (warned === document.status && body.body === undefined) return;
    verdicts.changes.push({ seq, status: warned, ...(document.status === 'OK' ? fault : {}), ...body });
  } else {
    const body = respell(document.body, decision.set, entity);
    verdicts.changes.push({ seq, status: warned, verb: 'update', xeroId: decision.id, ...body });
  }
}

/** The body with what is known by now: the IDs of what it settles. */
function completed(
  body: string | undefined,
  { set, lines }: Extract<MatchDecision, { readonly action: 'create' }>,
  entity: Entity,
): { readonly body?: string } {
  if (body === undefined) return {};
  if (lines !== undefined && entity.lines !== undefined) return { body: spliceLines(body, entity.lines.name, lines) };
  return Object.keys(set).length === 0 ? {} : { body: spliceBody(body, set) };
}

/** The number by which Xero knows the record. */
function numberIn(existing: readonly ExistingRecord[], { name }: Entity, id: string): { readonly xeroNumber?: string } {
  const number = existing.find((record) => record.entity === name && record.id === id)?.number;
  return number === undefined ? {} : { xeroNumber: number };
}

/** The body with the number as Xero spells it, where the document spells it differently. */
function respell(body: string | undefined, set: MatchSet, { numberField }: Entity): { readonly body?: string } {
  const number = numberField === undefined ? undefined : set[numberField];
  if (body === undefined || numberField === undefined || number === undefined) return {};
  const tree = parseBody(body);
  return tree[numberField] === undefined ? {} : { body: toJsonText({ ...tree, [numberField]: number }) };
}

function pay(paid: Map<string, string>, target: string, amount: string | undefined): void {
  const sum = add(decimal(paid.get(target) ?? '0'), decimal(amount ?? '0'));
  paid.set(target, formatDecimal(sum));
}
