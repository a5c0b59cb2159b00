/** Conditions on records and their SQL. */
import type { SQLInputValue } from 'node:sqlite';

export type Column =
  | 'id'
  | 'key'
  | 'second_key'
  | 'parent'
  | 'type'
  | 'status'
  | 'date'
  | 'updated'
  | 'label'
  | 'due'
  | 'open';

export interface Condition {
  readonly column: Column;
  /** `contains` looks for a part of a text; `is not` holds for what is empty, too. */
  readonly operator: '=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in' | 'is not' | 'contains';
  readonly value: string | number | bigint | readonly string[];
  /** With the column `parent`: holds where this column of the parent, a record of this kind, meets the condition. */
  readonly of?: { readonly kind: string; readonly column: Column };
}

export interface Sql {
  /** Without a leading `where`; empty without conditions. */
  readonly text: string;
  readonly values: readonly SQLInputValue[];
}

/** All conditions, and of `any` at least one if there are some. */
export function conditionSql(conditions: readonly Condition[], any: readonly Condition[] = []): Sql {
  const parts = conditions.map(one);
  const some = any.map(one);
  const alternatives = some.length === 0 ? '' : ` and (${some.map(({ text }) => text).join(' or ')})`;
  return {
    text: parts.map(({ text }) => ` and ${text}`).join('') + alternatives,
    values: [...parts, ...some].flatMap(({ values }) => values),
  };
}

function one({ column, operator, value, of }: Condition): Sql {
  if (of !== undefined) {
    const inner = one({ column: of.column, operator, value });
    return {
      text: `${column} in (select id from record where kind = ? and ${inner.text})`,
      values: [of.kind, ...inner.values],
    };
  }
  if (Array.isArray(value)) {
    const list = value as readonly string[];
    return { text: `${column} ${operator} (${list.map(() => '?').join(', ')})`, values: list };
  }
  const single = value as string | number | bigint;
  if (operator === 'contains') return { text: `instr(${column}, ?) > 0`, values: [single] };
  return { text: `${column} ${operator} ?`, values: [single] };
}
