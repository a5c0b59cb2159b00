/** Lets the records of both sides meet: by the key, by what tells doubles apart, by the job's fallbacks; never by guessing. */

import type { KeyGroup, LoneRecord, ReconcileSide, ReconcileStore, Standing } from '../journal/reconcile-store.ts';
import { type Contested, type Pairing, pairGroup } from '../reconcile/pair-groups.ts';
import { KEY, type KeyPlan, LOOSE_KEY, MATCH } from './reconcile-plan.ts';

const COUNTING: readonly Standing[] = ['open', 'settled'];
const NOT_COUNTING: readonly Standing[] = ['status', 'date'];

/** Days that do not matter are all 0. */
const ANY = 0;

export async function matchRecords(store: ReconcileStore, keys: KeyPlan): Promise<void> {
  for (const key of [KEY, LOOSE_KEY]) await store.pairUnique({ key, standing: COUNTING, byDay: false });
  await nameDoubles(store);
  await store.pairUnique({ key: KEY, standing: NOT_COUNTING, byDay: false });
  if (!keys.hasMatch) return;
  const byDay = keys.withinDays !== undefined;
  await pairNearest(store, { key: MATCH, standing: COUNTING, byDay }, keys.withinDays ?? ANY);
}

async function pairNearest(
  store: ReconcileStore,
  query: Parameters<ReconcileStore['groups']>[0],
  within: number,
): Promise<void> {
  for await (const groups of store.groups(query)) {
    const found = groups.filter(hasBoth).map(({ sheet, xero }) => pairGroup(sheet, xero, within));
    const pairs = found.flatMap((pairing) => pairing.pairs);
    await store.pair(pairs, 'match');
    await nameAmbiguous(store, found);
  }
}

function hasBoth({ sheet, xero }: KeyGroup): boolean {
  return sheet.length > 0 && xero.length > 0;
}

async function nameAmbiguous(store: ReconcileStore, found: readonly Pairing[]): Promise<void> {
  const lone = (side: ReconcileSide) => (one: Contested) => ambiguous(one.n, one.candidates, side);
  await store.leaveAlone(
    'sheet',
    found.flatMap(({ sheet }) => sheet.map(lone('xero'))),
  );
  await store.leaveAlone(
    'xero',
    found.flatMap(({ xero }) => xero.map(lone('sheet'))),
  );
}

function ambiguous(n: number, candidates: readonly number[], side: ReconcileSide): LoneRecord {
  return { n, reason: 'ambiguous', candidates: candidates.map((candidate) => ({ side, n: candidate })) };
}

/** Candidates named. */
const SHOWN = 10;

/** What the key alone left over has doubles on its own side, or on the other. */
async function nameDoubles(store: ReconcileStore): Promise<void> {
  for await (const groups of store.groups({ key: KEY, standing: COUNTING, byDay: false })) {
    for (const side of ['sheet', 'xero'] as const) {
      await store.leaveAlone(
        side,
        groups.flatMap((group) => doubles(group, side)),
      );
    }
  }
}

function doubles(group: KeyGroup, side: ReconcileSide): readonly LoneRecord[] {
  const other: ReconcileSide = side === 'sheet' ? 'xero' : 'sheet';
  const own = group[side];
  if (own.length === 1) {
    const candidates = group[other].slice(0, SHOWN).map(({ n }) => n);
    return candidates.length > 1 ? [ambiguous(own[0]!.n, candidates, other)] : [];
  }
  const first = own.slice(0, SHOWN + 1);
  return own.map(({ n }) => {
    const twins = first.filter((one) => one.n !== n).slice(0, SHOWN);
    return { n, reason: 'duplicate' as const, candidates: twins.map((one) => ({ side, n: one.n })) };
  });
}
