/** `rowpost fields`: the fields that a job may name. */

import { Refusal } from '../../model/refusal.ts';
import type { FieldDescription } from '../../xero/describe-fields.ts';
import type { Command } from '../command.ts';

export const fields: Command = {
  name: 'fields',
  arguments: '[entity]',
  summary: 'Lists the fields that a job may name.',
  options: [['--json', 'prints a JSON array']],
  example: 'rowpost fields Invoices',
  async run([name], options, surroundings) {
    const { entities } = await import('../../xero/entities/index.ts');
    if (name === undefined) {
      surroundings.out(entities.map((entity) => `${entity.name.padEnd(16)}${entity.note ?? ''}\n`).join(''));
      return 0;
    }
    const { nearest } = await import('../../model/nearest.ts');
    const { describeFields } = await import('../../xero/describe-fields.ts');
    const names = entities.map((entity) => entity.name);
    const entity = entities.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
    if (entity === undefined) {
      const near = nearest(name, names);
      const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are ${names.join(', ')}.`;
      throw new Refusal('usage/unknown-entity', `${name} is nothing that rowpost imports. ${hint}`);
    }
    const described = describeFields(entity);
    surroundings.out(options.json === true ? `${JSON.stringify(described)}\n` : table(described));
    return 0;
  },
};

const COLUMNS = ['field', 'type', 'length', 'required'] as const;

function table(rows: readonly FieldDescription[]): string {
  const widths = COLUMNS.map((column) => Math.max(column.length, ...rows.map((row) => row[column].length)) + 2);
  const line = (cells: readonly string[], rest: string) =>
    `${cells.map((cell, index) => cell.padEnd(widths[index]!)).join('')}${rest}`.trimEnd();
  const parts = [line(COLUMNS, 'values and note')];
  for (const place of ['header', 'line'] as const) {
    const own = rows.filter((row) => row.place === place);
    if (own.length === 0) continue;
    parts.push('', place === 'header' ? 'under columns:' : 'under lines:');
    for (const row of own)
      parts.push(
        line(
          COLUMNS.map((column) => row[column]),
          [row.values, row.note].filter(Boolean).join('. '),
        ),
      );
  }
  return `${parts.join('\n')}\n`;
}
