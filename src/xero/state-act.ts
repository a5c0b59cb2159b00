/** What a verb that changes a record's status, or removes it, comes to for an entity. */

import type { EntityShape, StateVerb } from '../model/entity.ts';
import type { Act } from '../model/registry.ts';

/** Undefined where the entity has no such verb. */
export function stateAct(verb: StateVerb, { verbs, status, update }: EntityShape): Act | undefined {
  const change = verbs?.[verb];
  const route = change?.route ?? update;
  if (change === undefined || route === undefined) return undefined;
  const { to, past = [], route: _route, ...rest } = change;
  if (to === undefined || status === undefined) return { ...rest, route, once: true, removes: true };
  const from = status.moves[to] ?? [];
  return {
    ...rest,
    route: { ...route },
    once: true,
    done: { field: status.field, values: [to, ...past] },
    requires: { ...change.requires, [status.field]: from.filter((each) => each !== to) },
    body: () => ({ [status.field]: to }),
  };
}
