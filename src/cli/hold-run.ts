/** Holds a run while this process works on it: a lease in the journal that is renewed, and that ends with the process. */

import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Journal, Lease } from '../journal/journal.ts';
import { Refusal } from '../model/refusal.ts';
import type { Surroundings } from './command.ts';

export interface Hold {
  /** As the journal names this process. */
  readonly owner: string;
  /** Rejects with `run/under-way` where another process works on the run. */
  take(): Promise<void>;
  /** Where that fails, the lease ends by itself. */
  release(): Promise<void>;
}

const LEASE_MS = 60_000;
const RENEW_MS = 15_000;

export function holdRun(runId: string, journal: Journal, surroundings: Surroundings): Hold {
  const owner = [hostname(), surroundings.pid, performance.timeOrigin, randomUUID()].join('/');
  const claim = () => journal.claimRun(runId, owner, Date.now(), Date.now() + LEASE_MS);
  let renewal: NodeJS.Timeout | undefined;
  return {
    owner,
    async take() {
      if (!(await claim())) {
        const lease = await journal.lease(runId);
        if (lease !== undefined && isHeld(lease, surroundings)) throw underWay(runId, lease);
        if (lease !== undefined) await journal.releaseRun(runId, lease.owner);
        if (!(await claim())) throw underWay(runId, lease);
      }
      renewal = setInterval(() => void claim().catch(() => undefined), RENEW_MS);
      renewal.unref();
    },
    async release() {
      clearInterval(renewal);
      await journal.releaseRun(runId, owner).catch(() => undefined);
    },
  };
}

/** Whether a process works on the run at this moment. */
export async function isUnderWay(runId: string, journal: Journal, surroundings: Surroundings): Promise<boolean> {
  const lease = await journal.lease(runId);
  return lease !== undefined && lease.until > Date.now() && isHeld(lease, surroundings);
}

/** A process of this machine that is gone holds nothing, whoever has its number now; of other machines only the lease itself tells. */
function isHeld({ owner }: Lease, { pid, isAlive }: Surroundings): boolean {
  const [host, holder, began] = owner.split('/');
  if (host !== hostname()) return true;
  if (Number(holder) === pid) return Number(began) === performance.timeOrigin;
  return isAlive?.(Number(holder)) ?? true;
}

function underWay(runId: string, lease: Lease | undefined): Refusal {
  const holder = lease?.owner.split('/')[1];
  return new Refusal(
    'run/under-way',
    `Another rowpost${holder === undefined ? '' : `, number ${holder} of this computer,`} is working on the run ${runId}.\nWait until it is done, or stop it first.`,
    5,
  );
}
