/** The faults of one call, each at its point of the way from the request to the reply. */
import { type SandboxClock, wait } from '../clock.ts';
import type { LimitName } from '../server/limits.ts';
import { expiredDetail, failureProblem, failureReply, type Reply, unauthorised } from '../server/reply.ts';
import { type Connection, nothingToSend } from './connection.ts';
import { breakJson, htmlPage, reorder } from './distort-reply.ts';
import type { Fault, FaultKind } from './fault.ts';

export interface CallFaults {
  /** Milliseconds by which the server's clock is ahead. */
  readonly skew: number;
  readonly keepsKey: boolean;
  /** Waits, hangs or resets; false when the client has gone and nothing is to be done any more. */
  begin(): Promise<boolean>;
  /** What answers in place of the API; `refuse` words a 429. */
  gate(refuse: (limit: LimitName, seconds?: number) => Reply, instance: string): Reply | undefined;
  /** What comes in place of the answer; `saved` when the work is done all the same. */
  failure(instance: string): { readonly reply: Reply; readonly saved: boolean } | undefined;
  /** The reply as it leaves the server. */
  finish(response: Response): Promise<Response>;
}

const offline: Partial<Record<FaultKind, string>> = {
  '503-organisation': 'The Organisation is offline',
  '503-maintenance': 'The Xero API is currently offline for maintenance',
  '503-unavailable': 'The Xero API is temporarily unavailable',
};

/** @param now sandbox time of the call, in ms since the epoch */
export function callFaults(
  faults: readonly Fault[],
  connection: Connection,
  clock: SandboxClock,
  now: number,
): CallFaults {
  const find = (...kinds: readonly FaultKind[]) => faults.find(({ rule }) => kinds.includes(rule.what));
  return {
    skew: (find('clock-skew')?.rule.seconds ?? 0) * 1000,
    keepsKey: find('forget-key') === undefined,
    begin: async () => {
      for (const { rule, draw } of faults) {
        if (rule.what === 'latency') await wait(clock, between(rule.ms, draw), connection.gone);
        if (rule.what === 'reset-before') connection.reset();
        if (rule.what === 'timeout' && rule.saved !== true) await connection.hang();
        if (connection.gone.aborted) return false;
      }
      return true;
    },
    gate: (refuse, instance) => {
      for (const fault of faults) {
        const reply = gateReplyOf(fault, refuse, instance, now);
        if (reply !== undefined) return reply;
      }
      return undefined;
    },
    failure: (instance) => {
      const failing = find('500', '500-envelope')?.rule;
      if (failing === undefined) return undefined;
      const reply = failing.what === '500' ? failureProblem(instance) : failureReply();
      return { reply, saved: failing.saved === true };
    },
    finish: (response) => finish(response, faults, connection),
  };
}

/** A call that nothing goes wrong with. */
export const faultless: CallFaults = {
  skew: 0,
  keepsKey: true,
  begin: () => Promise.resolve(true),
  gate: () => undefined,
  failure: () => undefined,
  finish: (response) => Promise.resolve(response),
};

function gateReplyOf(
  { rule }: Fault,
  refuse: (limit: LimitName, seconds?: number) => Reply,
  instance: string,
  now: number,
): Reply | undefined {
  if (rule.what.startsWith('429-')) return refuse(rule.what.slice('429-'.length) as LimitName, rule.retryAfter);
  const text = offline[rule.what];
  if (text !== undefined) return { status: 503, type: 'text/plain; charset=utf-8', body: text };
  return rule.what === 'expire-token' ? unauthorised(expiredDetail(now), instance) : undefined;
}

function between([least, most]: readonly [number, number] = [0, 0], draw: number): number {
  return Math.round(least + draw * (most - least));
}

async function finish(response: Response, faults: readonly Fault[], connection: Connection): Promise<Response> {
  let reply = response;
  for (const { rule, draw } of faults) {
    if (connection.gone.aborted) return nothingToSend;
    if (rule.what === 'reorder') reply = await reorder(reply, draw);
    if (rule.what === 'malformed-html') reply = htmlPage(reply);
    if (rule.what === 'malformed-json') reply = await breakJson(reply);
    if (rule.what === 'reset-after') connection.reset();
    if (rule.what === 'timeout') await connection.hang();
    if (rule.what === 'truncate') await connection.truncate(reply, 'length');
    if (rule.what === 'truncate-chunked') await connection.truncate(reply, 'chunked');
  }
  return connection.gone.aborted ? nothingToSend : reply;
}
