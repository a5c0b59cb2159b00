/** Xero's own import file of a kind of record: its header row, and the fields that stand in it. */

import type { FilterCondition } from './job.ts';

export interface TemplateColumn {
  /** As Xero writes it, the `*` of what it needs included. */
  readonly header: string;
  /** In the registry's spelling. */
  readonly field: string;
  /** The field is one of the lines. */
  readonly ofLine?: true;
  /** What the file calls the field's values: text to value. */
  readonly words?: readonly (readonly [text: string, value: string])[];
}

export interface ImportTemplate {
  /** As people call it: `sales invoice template`. */
  readonly name: string;
  /** The records that it is for: one value of each of these fields. */
  readonly when: Readonly<Record<string, string>>;
  readonly columns: readonly TemplateColumn[];
  /** Fields that no column says, and the values that its reader then takes for granted; "" stands for blank. */
  readonly record: Readonly<Record<string, readonly string[]>>;
  readonly lines: Readonly<Record<string, readonly string[]>>;
}

/** The template of the records that a filter takes; undefined where it does not say which of them. */
export function templateFor(
  templates: readonly ImportTemplate[],
  filter: readonly FilterCondition[],
): ImportTemplate | undefined {
  const says = (field: string, value: string) =>
    filter.some((condition) => condition.field === field && condition.tests.some((test) => isOnly(test, value)));
  return templates.find(({ when }) => Object.entries(when).every(([field, value]) => says(field, value)));
}

function isOnly(test: FilterCondition['tests'][number], value: string): boolean {
  return test.kind === 'any' && test.values.length === 1 && test.values[0]?.toUpperCase() === value.toUpperCase();
}
