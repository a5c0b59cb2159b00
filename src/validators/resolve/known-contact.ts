/** Finds a contact that must be there: by identifier, number or name. */

import type { Value } from '../../model/document.ts';
import type { ContactFact, Facts } from '../../model/facts.ts';
import { chooseOne, nearestOf, preferActive, type Unresolved } from './resolution.ts';

/** The identifier takes the name's place: `Contact` becomes `ContactID`. */
export function resolveKnownContact(
  field: string,
  text: string,
  values: Map<string, Value>,
  facts: Facts,
  names: boolean,
): Unresolved | undefined {
  const codes = { unknown: 'resolve/unknown-contact', ambiguous: 'resolve/ambiguous-contact' };
  const found = chooseOne(preferActive(candidates(text, facts, names)), told, codes, () =>
    nearestOf(
      text,
      facts.contacts.filter(({ status }) => status === 'ACTIVE'),
      ({ name, number }) => [name, number],
      told,
    ),
  );
  if (!('found' in found)) return found;
  values.delete(field);
  values.set(`${field}ID`, found.found.id);
  return undefined;
}

function candidates(text: string, facts: Facts, names: boolean): readonly ContactFact[] {
  const byId = facts.contactById(text);
  if (byId !== undefined) return [byId];
  const byName = names ? facts.contactsByName(text) : [];
  return [...new Set([...facts.contactsByNumber(text), ...byName])];
}

function told({ name, number }: ContactFact): string {
  return number === '' ? name : `${name} (${number})`;
}
