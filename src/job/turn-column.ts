/** Turns one mapping of an import round: the header that it reads is the header that is written. */

import type { FieldMapping, FixedField, ImportJob, OutputColumn, Place } from '../model/job.ts';

export type TurnedColumn =
  | { readonly column: OutputColumn }
  /** A constant: no column, but all records must agree with it. */
  | { readonly fixed: FixedField }
  /** Why it cannot be done. */
  | { readonly problem: string };

/** @param at where problems of the export are shown */
export function turnColumn(mapping: FieldMapping, { source }: ImportJob, at: Place): TurnedColumn {
  const { field, form } = mapping;
  const { source: from, lookup } = form;
  const where = `\`${field}\` (line ${mapping.at.line})`;
  if (from.kind === 'value') return { fixed: { field, values: [from.text] } };
  if (from.kind !== 'column') return { problem: `${where} is made by \`${from.kind}\`, which cannot be turned round` };
  if (/^=[A-Za-z]{1,3}$/.test(from.column))
    return { problem: `${where} names its column by the letter ${from.column}` };
  const steps = form.then.filter(({ name }) => name !== 'trim').map(({ name }) => `\`${name}\``);
  if (steps.length > 0) return { problem: `${where} is changed by ${steps.join(', ')}, which cannot be turned round` };
  if (form.default !== undefined)
    return { problem: `${where} has the default ${form.default}, which a value that is blank in Xero would become` };
  const twice = lookup === undefined ? undefined : twoFor(lookup.entries);
  if (twice !== undefined) return { problem: `the lookup of ${where} has ${twice}` };
  const dates = form.dates?.[0] ?? source.dates?.[0];
  const numbers = form.numbers ?? source.numbers ?? PLAIN_NUMBERS;
  return {
    column: {
      field,
      header: from.column,
      ...(lookup === undefined ? {} : { lookup }),
      ...(dates === undefined ? {} : { dates }),
      numbers,
      at,
    },
  };
}

/** A style that proves itself. */
const PLAIN_NUMBERS = '1234.56';

/** Two texts that stand for one value. */
function twoFor(entries: readonly (readonly [from: string, to: string])[]): string | undefined {
  const seen = new Map<string, string>();
  for (const [from, to] of entries) {
    const other = seen.get(to.toLowerCase());
    if (other !== undefined && to.trim() !== '') return `${other} and ${from} for the one value ${to}`;
    seen.set(to.toLowerCase(), from);
  }
  return undefined;
}
