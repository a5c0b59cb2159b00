/** The body of an action whose rows have fields of their own: just these, by their names. */

import type { Value } from '../model/document.ts';
import type { Field } from '../model/entity.ts';
import type { JsonObject } from '../model/json-tree.ts';

export function ownValues(fields: readonly Field[]): (values: ReadonlyMap<string, Value>) => JsonObject {
  return (values) => {
    const own: Record<string, Value> = {};
    for (const { name } of fields) {
      const value = values.get(name);
      if (value !== undefined) own[name] = value;
    }
    return own;
  };
}
