/** Keeps an organisation's pace in the journal, where all processes of the machine share it. */

import { randomBytes } from 'node:crypto';
import type { Journal } from '../journal/journal.ts';
import type { PaceStore } from '../xero/limiter.ts';
import { FRESH, type PaceState } from '../xero/pacing/pace-state.ts';

/** Grows when the state's shape changes: one of another shape is forgotten. */
const VERSION = 3;

/** Unlike that of any other limiter; begins with its process's number. */
export function paceOwner(pid: number): string {
  return `${pid}-${randomBytes(4).toString('hex')}`;
}

/** @param isAlive whether a process is there, so that the calls of one that was killed are not waited for */
export function sharedPace(
  journal: Journal,
  organisationId: string,
  isAlive: (pid: number) => boolean = () => true,
): PaceStore {
  return {
    change: (next) =>
      journal.changeLimits(organisationId, (text) => {
        const { state, result } = next(withoutDead(read(text), isAlive));
        return { state: JSON.stringify({ version: VERSION, state }), result };
      }),
  };
}

function read(text: string | undefined): PaceState {
  try {
    const { version, state } = JSON.parse(text ?? '{}');
    return version === VERSION ? state : FRESH;
  } catch {
    return FRESH;
  }
}

/** What they did stays unknown; they were counted when they left. */
function withoutDead(state: PaceState, isAlive: (pid: number) => boolean): PaceState {
  const dead = state.calls.filter(({ ended, owner }) => ended === undefined && !isAlive(Number.parseInt(owner, 10)));
  if (dead.length === 0) return state;
  const calls = state.calls.map((call) => (dead.includes(call) ? { ...call, ended: call.sent, lost: true } : call));
  return { ...state, calls };
}
