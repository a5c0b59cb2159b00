/** Names that a job has for accounts and tax rates, made the codes that Xero gives out: in lookups, and in what a layout fixes. */

import type { EntityShape, Field } from '../model/entity.ts';
import type { FactKind, Facts } from '../model/facts.ts';
import type { FixedField, Lookup, OutputColumn, TableExport } from '../model/job.ts';
import { Refusal } from '../model/refusal.ts';

const LISTS: Readonly<Partial<Record<NonNullable<Field['names']>, FactKind>>> = {
  'account-code': 'accounts',
  'tax-type': 'taxRates',
};

/** The lists that are looked into. */
export function wordNeeds(table: TableExport, entity: EntityShape): readonly FactKind[] {
  const { columns, inner, layout } = table;
  const looked = [columns, inner].flatMap((list) => (typeof list === 'string' ? [] : list));
  const named = [
    ...looked.filter(({ lookup }) => lookup !== undefined),
    ...(layout?.record ?? []),
    ...(layout?.lines ?? []),
  ];
  return named.map(({ field }) => LISTS[kindOf(entity, field) ?? 'item']).filter((list) => list !== undefined);
}

/** Texts that are no name of the organisation's stay. Throws a Refusal where two texts of a lookup come to one code. */
export function resolveWords(table: TableExport, entity: EntityShape, facts: Facts): TableExport {
  const codeOf = (field: string, text: string) => resolve(kindOf(entity, field), text, facts);
  const turn = (column: OutputColumn): OutputColumn =>
    column.lookup === undefined
      ? column
      : { ...column, lookup: turnLookup(column, column.lookup, (text) => codeOf(column.field, text)) };
  const fix = ({ field, values }: FixedField): FixedField => ({
    field,
    values: values.map((value) => codeOf(field, value)),
  });
  const { columns, inner, layout } = table;
  return {
    ...table,
    columns: typeof columns === 'string' ? columns : columns.map(turn),
    inner: typeof inner === 'string' ? inner : inner.map(turn),
    ...(layout === undefined
      ? {}
      : { layout: { ...layout, record: layout.record.map(fix), lines: layout.lines.map(fix) } }),
  };
}

function kindOf(entity: EntityShape, name: string): Field['names'] {
  return [...entity.fields, ...(entity.lines?.fields ?? [])].find((field) => field.name === name)?.names;
}

function resolve(kind: Field['names'], text: string, facts: Facts): string {
  if (kind === 'account-code' && facts.accountsByCode(text).length === 0) {
    const [account, second] = facts.accountsByName(text);
    return account === undefined || second !== undefined ? text : account.code;
  }
  if (kind === 'tax-type' && facts.taxRate(text) === undefined) {
    const [rate, second] = facts.taxRatesByName(text).filter(({ status }) => status !== 'DELETED');
    return rate === undefined || second !== undefined ? text : rate.taxType;
  }
  return text;
}

function turnLookup({ field }: OutputColumn, lookup: Lookup, codeOf: (text: string) => string): Lookup {
  const seen = new Map<string, string>();
  const entries = lookup.entries.map(([from, to]): readonly [string, string] => {
    const code = codeOf(to);
    const other = seen.get(code.toLowerCase());
    if (other !== undefined && code.trim() !== '') {
      const message = `The lookup of \`${field}\` has ${other} and ${from} for the one value ${code}, so it cannot be told which to write. Keep one of them.`;
      throw new Refusal('job/lookup', message);
    }
    seen.set(code.toLowerCase(), from);
    return [from, code];
  });
  return { ...lookup, entries };
}
