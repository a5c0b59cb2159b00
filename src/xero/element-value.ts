/** The value of a field in a record as Xero gives it out, by the registry's path. */

import type { EntityShape, Field } from '../model/entity.ts';
import { type ExactObject, listAt, textAt } from './exact-json.ts';
import { readDate, readInstant } from './xero-date.ts';

/** Reads one field of any element; "" where it is blank. */
export type ReadElement = (element: ExactObject) => string;

/** Days as `YYYY-MM-DD`, instants as ISO 8601 in UTC, members of lists by their key or place, all else as it was sent. */
export function elementReader(
  entity: Pick<EntityShape, 'collections'>,
  field: Pick<Field, 'name' | 'type'>,
): ReadElement {
  const { name, type } = field;
  if (type === 'date') return (element) => readDate(textAt(element, `${name}String`) || textAt(element, name));
  const list = Object.keys(entity.collections ?? {}).find((path) => name.startsWith(`${path}.`));
  if (list === undefined) return (element) => instantOrText(textAt(element, name));
  const [member = '', ...rest] = name.slice(list.length + 1).split('.');
  const { [list]: collection } = entity.collections ?? {};
  const path = rest.join('.');
  if (collection?.kind === 'keyed')
    return (element) =>
      textAt(
        listAt(element, list).find((each) => textAt(each, collection.key) === member),
        path,
      );
  return (element) => textAt(listAt(element, list)[Number(member) - 1], path);
}

function instantOrText(text: string): string {
  return text.startsWith('/Date(') ? readInstant(text) || text : text;
}
