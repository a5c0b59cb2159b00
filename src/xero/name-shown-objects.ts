/** Gives objects that a list shows under another one's name their own. */

import type { ShownAs } from '../model/entity.ts';
import { type ExactJson, type ExactObject, isObject, textAt } from './exact-json.ts';

/** The element itself where nothing is to be renamed. */
export function nameShownObjects(element: ExactObject, shownAs: readonly ShownAs[]): ExactObject {
  const found = shownAs.find(({ object, field, values }) => values.includes(textAt(element, `${object}.${field}`)));
  const shown = found === undefined ? undefined : element[found.object];
  if (found === undefined || !isObject(shown) || isObject(element[found.is])) return element;
  const { [found.object]: _shown, ...rest } = element;
  return { ...rest, [found.is]: renamed(shown, found.names) };
}

function renamed(object: ExactObject, names: ShownAs['names']): ExactObject {
  const entries = Object.entries(object).map(([name, value]): [string, ExactJson] => [names[name] ?? name, value]);
  return Object.fromEntries(entries);
}
