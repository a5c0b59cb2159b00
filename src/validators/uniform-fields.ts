/** Gives descriptions of fields one shape: rules read them for every value, and objects of many shapes are slow to read. */

import type { EntityShape, Field } from '../model/entity.ts';

/** Every property, as none is allowed to be by its type: undefined. */
const NOTHING = {
  name: undefined,
  type: undefined,
  maxLength: undefined,
  decimals: undefined,
  values: undefined,
  required: undefined,
  readOnly: undefined,
  notSent: undefined,
  names: undefined,
  note: undefined,
} as unknown as Partial<Field>;

/** The same entity; what a field's description leaves out is there as undefined. */
export function withUniformFields<E extends EntityShape>(entity: E): E {
  const { lines } = entity;
  return {
    ...entity,
    fields: entity.fields.map(uniform),
    ...(lines === undefined ? {} : { lines: { ...lines, fields: lines.fields.map(uniform) } }),
  };
}

function uniform(field: Field): Field {
  return { ...NOTHING, ...field };
}
