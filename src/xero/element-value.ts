/** The value of a field in a record as Xero gives it out, by the registry's path. */

import type { EntityShape, Field } from '../model/entity.ts';
import { type ExactObject, listAt, textReader } from './exact-json.ts';
import { readDate, readInstant } from './xero-date.ts';

/** Reads one field of any element; "" where it is blank. */
export type ReadElement = (element: ExactObject) => string;

/** Days as `YYYY-MM-DD`, instants as ISO 8601 in UTC, members of lists by their key or place, all else as it was sent. */
export function elementReader(
  entity: Pick<EntityShape, 'collections'>,
  field: Pick<Field, 'name' | 'type'>,
): ReadElement {
  const { name, type } = field;
  const text = textReader(name);
  if (type === 'date') {
    const day = textReader(`${name}String`);
    return (element) => readDate(day(element) || text(element));
  }
  const list = Object.keys(entity.collections ?? {}).find((path) => name.startsWith(`${path}.`));
  if (list === undefined) return (element) => instantOrText(text(element));
  const [member = '', ...rest] = name.slice(list.length + 1).split('.');
  const { [list]: collection } = entity.collections ?? {};
  const part = textReader(rest.join('.'));
  if (collection?.kind === 'keyed') {
    const key = textReader(collection.key);
    return (element) => part(listAt(element, list).find((each) => key(each) === member));
  }
  return (element) => part(listAt(element, list)[Number(member) - 1]);
}

function instantOrText(text: string): string {
  return text.startsWith('/Date(') ? readInstant(text) || text : text;
}
