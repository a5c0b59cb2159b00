/** The subscriptions there are, kept as a note of a store. */
import type { Store } from '../books/store.ts';
import type { Subscription } from './subscription.ts';

export interface SubscriptionRegister {
  all(): readonly Subscription[];
  get(id: string): Subscription | undefined;
  add(subscription: Subscription): void;
  /** Nothing happens to one that has been removed. */
  change(id: string, over: Partial<Subscription>): void;
  remove(id: string): boolean;
}

const noteName = 'webhooks';

export function openRegister(store: Pick<Store, 'note' | 'setNote'>): SubscriptionRegister {
  const earlier = JSON.parse(store.note(noteName) ?? '[]') as readonly Subscription[];
  const known = new Map(earlier.map((subscription) => [subscription.id, subscription]));
  const save = () => store.setNote(noteName, JSON.stringify([...known.values()]));
  return {
    all: () => [...known.values()],
    get: (id) => known.get(id),
    add: (subscription) => {
      known.set(subscription.id, subscription);
      save();
    },
    change: (id, over) => {
      const before = known.get(id);
      if (before === undefined) return;
      known.set(id, { ...before, ...over });
      save();
    },
    remove: (id) => {
      const found = known.delete(id);
      save();
      return found;
    },
  };
}
