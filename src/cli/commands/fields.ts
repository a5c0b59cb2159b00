/** `rowpost fields`: the fields that a job may name. */

import type { EntityShape } from '../../model/entity.ts';
import { Refusal } from '../../model/refusal.ts';
import type { Registry, Verb } from '../../model/registry.ts';
import type { FieldDescription } from '../../xero/describe-fields.ts';
import type { Command, Options, Surroundings } from '../command.ts';

/** What a name stands for. */
interface Described {
  readonly entity?: EntityShape;
  /** As `--json` gives it. */
  readonly fields: readonly unknown[];
  readonly text: string;
}

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
    const { actions } = await import('../../xero/actions/index.ts');
    const registry = { entities, reports, actions };
    if (name === undefined && typeof options.org !== 'string') {
      const listed = [...subjects(registry), ...actions].map(
        (known) => `${known.name.padEnd(21)}${known.note ?? ''}\n`,
      );
      surroundings.out(listed.join(''));
      return 0;
    }
    const described = name === undefined ? undefined : await describe(name, registry);
    if (typeof options.org === 'string') return printNames(options.org, described, options, surroundings);
    surroundings.out(options.json === true ? `${JSON.stringify(described?.fields)}\n` : (described?.text ?? ''));
    return 0;
  },
};

/** What stands beside a verb: entities, those that a verb alone knows included, and reports. */
function subjects({
  entities,
  reports,
  actions,
}: Registry): readonly { readonly name: string; readonly note?: string }[] {
  return [...entities, ...actions.flatMap((verb) => verb.subjects ?? []), ...reports];
}

/** Throws a Refusal for a name that stands for nothing. */
async function describe(name: string, registry: Registry): Promise<Described> {
  const { describeFields, describeReport } = await import('../../xero/describe-fields.ts');
  const named = (candidate: { readonly name: string }) => candidate.name.toLowerCase() === name.toLowerCase();
  const own = registry.actions.flatMap((verb) => verb.subjects ?? []);
  const entity = [...registry.entities, ...own].find(named);
  const report = registry.reports.find(named);
  const verb = registry.actions.find(named);
  if (entity !== undefined) {
    const rows = describeFields(entity);
    return { entity, fields: rows, text: `${table(rows)}${verbsFor(entity, registry)}` };
  }
  if (report !== undefined) {
    const rows = describeReport(report);
    return { fields: rows, text: table(rows) };
  }
  if (verb !== undefined) return describeAction(verb, registry);
  const { nearest } = await import('../../model/nearest.ts');
  const names = [...subjects(registry), ...registry.actions].map((candidate) => candidate.name);
  const near = nearest(name, names);
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are ${names.join(', ')}.`;
  throw new Refusal('usage/unknown-entity', `${name} is nothing that rowpost knows. ${hint}`);
}

function verbsFor(entity: EntityShape, { actions }: Registry): string {
  const names = actions.filter((verb) => verb.on(entity) !== undefined).map((verb) => verb.name);
  return names.length === 0 ? '' : `\nactions: ${names.join(', ')}\n`;
}

/** The fields of a verb's own, for each group of records that take the same. */
async function describeAction(verb: Verb, registry: Registry): Promise<Described> {
  const { describeVerb } = await import('../../xero/describe-verb.ts');
  const groups = describeVerb(verb, registry);
  const text = groups.map((group) => {
    const rows = group.fields.length === 0 ? '' : `\n${table(group.fields)}`;
    return `\nfor ${group.for.join(', ')}\n${rows}`;
  });
  return { fields: groups, text: `${verb.note}\n${text.join('')}` };
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
  const fields = of === undefined ? {} : { fields: of.fields };
  surroundings.out(
    options.json === true
      ? `${JSON.stringify({ ...fields, ...names })}\n`
      : `${of?.text ?? ''}${namesText(names)}`.replace(/^\n/, ''),
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
