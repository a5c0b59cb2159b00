/** `rowpost fields`: the fields that a job may name. */

import type { EntityShape } from '../../model/entity.ts';
import { Refusal } from '../../model/refusal.ts';
import type { FieldDescription } from '../../xero/describe-fields.ts';
import type { Command, Options, Surroundings } from '../command.ts';

export const fields: Command = {
  name: 'fields',
  arguments: '[entity]',
  summary: 'Lists the fields that a job may name.',
  options: [
    ['--org <alias>', "the organisation's own accounts, tax rates and other names too"],
    ['--json', 'prints a JSON array; with --org an object'],
  ],
  example: 'rowpost fields Invoices',
  async run([name], options, surroundings) {
    const { entities } = await import('../../xero/entities/index.ts');
    const { reports } = await import('../../xero/reports/index.ts');
    if (name === undefined && typeof options.org === 'string') {
      return printNames(options.org, undefined, options, surroundings);
    }
    if (name === undefined) {
      surroundings.out(
        [...entities, ...reports].map((known) => `${known.name.padEnd(20)}${known.note ?? ''}\n`).join(''),
      );
      return 0;
    }
    const { nearest } = await import('../../model/nearest.ts');
    const { describeFields, describeReport } = await import('../../xero/describe-fields.ts');
    const named = (candidate: { readonly name: string }) => candidate.name.toLowerCase() === name.toLowerCase();
    const entity = entities.find(named);
    const report = reports.find(named);
    if (entity === undefined && report === undefined) {
      const names = [...entities, ...reports].map((candidate) => candidate.name);
      const near = nearest(name, names);
      const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are ${names.join(', ')}.`;
      throw new Refusal('usage/unknown-entity', `${name} is nothing that rowpost knows. ${hint}`);
    }
    const described = entity === undefined ? describeReport(report!) : describeFields(entity);
    if (typeof options.org === 'string') {
      return printNames(options.org, { entity, described }, options, surroundings);
    }
    surroundings.out(options.json === true ? `${JSON.stringify(described)}\n` : table(described));
    return 0;
  },
};

interface Described {
  readonly entity: EntityShape | undefined;
  readonly described: readonly FieldDescription[];
}

/** The organisation's names, below the fields that take them. */
async function printNames(
  alias: string,
  of: Described | undefined,
  options: Options,
  surroundings: Surroundings,
): Promise<number> {
  const { namesText, organisationNames } = await import('../organisation-names.ts');
  const names = await organisationNames(alias, of?.entity, options, surroundings);
  const fields = of === undefined ? {} : { fields: of.described };
  surroundings.out(
    options.json === true
      ? `${JSON.stringify({ ...fields, ...names })}\n`
      : `${of === undefined ? '' : table(of.described)}${namesText(names)}`.replace(/^\n/, ''),
  );
  return 0;
}

const BLOCKS = {
  header: 'columns',
  line: 'lines',
  payment: 'payments',
  allocation: 'allocations',
  filter: 'filter',
} as const;
const COLUMNS = ['field', 'type', 'length', 'required'] as const;

function table(rows: readonly FieldDescription[]): string {
  const widths = COLUMNS.map((column) => Math.max(column.length, ...rows.map((row) => row[column].length)) + 2);
  const line = (cells: readonly string[], rest: string) =>
    `${cells.map((cell, index) => cell.padEnd(widths[index]!)).join('')}${rest}`.trimEnd();
  const parts = [line(COLUMNS, 'values and note')];
  for (const [place, block] of Object.entries(BLOCKS)) {
    const own = rows.filter((row) => row.place === place);
    if (own.length === 0) continue;
    parts.push('', `under ${block}:`);
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
