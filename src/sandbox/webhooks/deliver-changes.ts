/** Greets an address, and tells it of changes batch by batch. */
import { randomBytes } from 'node:crypto';
import type { SandboxClock } from '../clock.ts';
import type { ChangeLog } from './change-log.ts';
import { payload, signature, type TenantChange } from './payload.ts';
import { postPayload } from './post-payload.ts';
import type { Subscription } from './subscription.ts';
import type { SubscriptionRegister } from './subscription-register.ts';

export interface Courier {
  readonly register: SubscriptionRegister;
  /** By tenant id. */
  readonly logs: ReadonlyMap<string, ChangeLog>;
  readonly clock: SandboxClock;
  readonly closing: AbortSignal;
  origin(): string;
}

const mostEvents = 100;
const day = 86_400_000;
const between = 15 * 60_000;

/** Intent to receive: the address must take what is signed rightly and refuse what is not. */
export async function greet(courier: Courier, id: string): Promise<void> {
  const { register, closing } = courier;
  for (const right of [true, false, false, true]) {
    const subscription = register.get(id);
    if (subscription === undefined) return;
    const key = right ? subscription.key : randomBytes(32).toString('base64');
    const problem = await post(courier, subscription.url, payload([], 0, courier.origin()), key, right ? 200 : 401);
    if (closing.aborted) return;
    if (problem !== undefined) return register.change(id, { problem });
  }
  register.change(id, { status: 'active', problem: undefined, failing: undefined });
}

/** Sends one batch; false when there is nothing to send now. */
export async function deliver(courier: Courier, id: string): Promise<boolean> {
  const { register, clock, closing } = courier;
  const subscription = register.get(id);
  if (subscription?.status !== 'active' || closing.aborted) return false;
  if (subscription.failing !== undefined && subscription.failing.next > clock.now()) return false;
  const batch = nextBatch(subscription, courier.logs);
  if (batch === undefined) return false;
  const { url, key, sequence } = subscription;
  const { changes, cursors } = batch;
  const problem =
    changes.length === 0 ? undefined : await post(courier, url, payload(changes, sequence, courier.origin()), key, 200);
  if (closing.aborted) return false;
  const taken = { cursors, sequence: sequence + changes.length, problem: undefined, failing: undefined };
  register.change(id, problem === undefined ? taken : failed(subscription, problem, clock.now()));
  return true;
}

function post({ clock, closing }: Courier, url: string, body: string, key: string, wanted: 200 | 401) {
  return postPayload({ url, body, signature: signature(body, key), wanted }, clock, closing);
}

/** Changes that the subscription has not seen; undefined when there are none, no elements when none is of its kinds. */
function nextBatch({ cursors, categories }: Subscription, logs: ReadonlyMap<string, ChangeLog>) {
  const changes: TenantChange[] = [];
  const moved: Record<string, number> = { ...cursors };
  let seen = false;
  for (const [tenantId, log] of logs) {
    for (const change of log.after(cursors[tenantId] ?? 0, mostEvents - changes.length)) {
      seen = true;
      moved[tenantId] = change.seq;
      if (categories.includes(change.category)) changes.push({ ...change, tenantId });
    }
  }
  return seen ? { changes, cursors: moved } : undefined;
}

/** At once after the first failure, then every quarter of an hour for a day. */
function failed({ failing }: Subscription, problem: string, now: number): Partial<Subscription> {
  const since = failing?.since ?? now;
  const times = (failing?.times ?? 0) + 1;
  const next = times === 1 ? now : now + between;
  return next > since + day
    ? { status: 'disabled', problem, failing: undefined }
    : { problem, failing: { since, times, next } };
}
