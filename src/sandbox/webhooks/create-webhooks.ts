/** Tells subscribers of changes, in batches and their order, again and again for a day; no call waits for it. */
import type { Store } from '../books/store.ts';
import type { SandboxClock } from '../clock.ts';
import { type Books, openChangeLog } from './change-log.ts';
import { type Courier, deliver, greet } from './deliver-changes.ts';
import { addressProblem, categories, type Subscription, type SubscriptionRequest } from './subscription.ts';
import { openRegister } from './subscription-register.ts';

export interface WebhookParts {
  /** Keeps the subscriptions. */
  readonly store: Pick<Store, 'note' | 'setNote'>;
  readonly tenants: readonly { readonly tenantId: string; readonly store: Books }[];
  readonly clock: SandboxClock;
  /** `http://127.0.0.1:PORT` */
  origin(): string;
}

export interface Webhooks {
  /** Goes on where the last server stopped; takes on new addresses, and new keys and kinds of known ones. */
  start(requests: readonly SubscriptionRequest[]): void;
  /** @throws RangeError that says what is wrong with the address. */
  subscribe(request: SubscriptionRequest): Subscription;
  /** Asks the address once more whether it checks signatures; what happened meanwhile follows. */
  retry(id: string): Subscription | undefined;
  unsubscribe(id: string): boolean;
  subscriptions(): readonly Subscription[];
  /** Looks for changes, soon. */
  wake(): void;
  /** After an organisation began anew: what happened in it before is told nobody. */
  forget(tenantId: string): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export function createWebhooks({ store, tenants, clock, origin }: WebhookParts): Webhooks {
  const logs = new Map(tenants.map((tenant) => [tenant.tenantId, openChangeLog(tenant.store)]));
  const register = openRegister(store);
  const runs = createRuns({ register, logs, clock, origin });
  const keep = () => {
    for (const log of logs.values()) log.keep(register.all().length > 0);
  };
  const subscribe = (request: SubscriptionRequest): Subscription => {
    const problem = addressProblem(request.url);
    if (problem !== undefined) throw new RangeError(problem);
    const cursors = Object.fromEntries([...logs].map(([tenantId, log]) => [tenantId, log.last()]));
    const { url, key } = request;
    const id = crypto.randomUUID();
    const asked = { id, url, key, categories: request.categories ?? categories };
    const subscription: Subscription = { ...asked, status: 'pending', sequence: 0, cursors };
    register.add(subscription);
    keep();
    runs.begin(id);
    return subscription;
  };
  return {
    start: (requests) => {
      keep();
      for (const request of requests) {
        const known = register.all().find(({ url }) => url === request.url);
        if (known === undefined) subscribe(request);
        else register.change(known.id, renewed(known, request));
      }
      for (const { id } of register.all()) runs.begin(id);
    },
    subscribe,
    retry: (id) => {
      register.change(id, { status: 'pending', failing: undefined });
      runs.begin(id);
      return register.get(id);
    },
    unsubscribe: (id) => {
      const found = register.remove(id);
      keep();
      return found;
    },
    subscriptions: register.all,
    wake: () => {
      for (const { id, status } of register.all()) if (status === 'active') runs.begin(id);
    },
    forget: (tenantId) => {
      logs.get(tenantId)?.drop(Number.MAX_SAFE_INTEGER, 0);
      const last = logs.get(tenantId)?.last() ?? 0;
      for (const { id, cursors } of register.all()) register.change(id, { cursors: { ...cursors, [tenantId]: last } });
    },
    settled: runs.settled,
    close: runs.close,
  };
}

/** An address shows again that it checks signatures when the key is another. */
function renewed(known: Subscription, request: SubscriptionRequest): Partial<Subscription> {
  const asked = { key: request.key, categories: request.categories ?? categories };
  return known.key === request.key ? asked : { ...asked, status: 'pending', failing: undefined };
}

const kept = 31 * 86_400_000;

/** One run at a time for each subscription, and a timer for its next. */
function createRuns(parts: Omit<Courier, 'closing'>) {
  const closing = new AbortController();
  const courier: Courier = { ...parts, closing: closing.signal };
  const { register, logs, clock } = parts;
  const running = new Map<string, Promise<void>>();
  const wanted = new Set<string>();
  const timers = new Map<string, () => void>();
  const prune = () => {
    for (const [tenantId, log] of logs) {
      const cursors = register.all().map((each) => each.cursors[tenantId] ?? 0);
      log.drop(Math.min(...cursors, log.last()), clock.now() - kept);
    }
  };
  const run = async (id: string) => {
    while (wanted.delete(id) && !closing.signal.aborted) {
      if (register.get(id)?.status === 'pending') await greet(courier, id);
      while (await deliver(courier, id));
      if (!closing.signal.aborted) prune();
    }
    running.delete(id);
    timers.get(id)?.();
    const next = register.get(id)?.failing?.next;
    if (next !== undefined && !closing.signal.aborted) {
      timers.set(
        id,
        clock.after(Math.max(0, next - clock.now()), () => begin(id)),
      );
    }
  };
  const begin = (id: string) => {
    wanted.add(id);
    if (!running.has(id))
      running.set(
        id,
        Promise.resolve().then(() => run(id)),
      );
  };
  const settled = async () => {
    while (running.size > 0) await Promise.all(running.values());
  };
  return {
    begin,
    settled,
    close: async () => {
      closing.abort();
      for (const cancel of timers.values()) cancel();
      await settled();
    },
  };
}
