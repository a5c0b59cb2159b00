/** Writes docs/reference from the registries; with --check only says whether it is fresh. */

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { EntityShape, MatchKey, Route, StatusSpec } from '../src/model/entity.ts';
import { mostDocuments } from '../src/model/most-documents.ts';
import type { Entity, Verb } from '../src/model/registry.ts';
import type { ReportSpec } from '../src/model/report-spec.ts';
import type { Transform } from '../src/model/transform.ts';
import { describeFields, type FieldDescription } from '../src/xero/describe-fields.ts';
import { actionLines } from './actions-page.ts';
import { findingKinds, findingLines } from './findings-page.ts';
import { operationLines } from './operations-page.ts';
import { reportLines, reportPath } from './report-pages.ts';
import { sandboxLines } from './sandbox-page.ts';

interface Page {
  /** Below docs/reference. */
  readonly path: string;
  readonly text: string;
}

const COMMAND = 'node scripts/build-reference.ts';
const NOTICE = `<!-- Written by \`${COMMAND}\`; change what it describes, not this page. -->`;
const NEEDED: Readonly<Record<string, string>> = { new: 'for a new one', approved: 'to approve' };
const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'docs/reference');

export async function referencePages(): Promise<readonly Page[]> {
  const entities = (await exported('src/xero/entities/index.ts', 'entities')) as readonly Entity[];
  const reports = (await exported('src/xero/reports/index.ts', 'reports')) as readonly ReportSpec[];
  const actions = (await exported('src/xero/actions/index.ts', 'actions')) as readonly Verb[];
  const transforms = (await exported('src/mappers/transforms/index.ts', 'transforms')) as readonly Transform[];
  const kinds = await findingKinds(ROOT);
  const registry = { entities, reports, actions };
  return [
    { path: 'README.md', text: indexPage(entities, reports) },
    ...entities.map((entity) => ({ path: entityPath(entity), text: entityPage(entity, actions) })),
    ...reports.map((report) => ({ path: reportPath(report), text: page(report.name, reportLines(report, table)) })),
    { path: 'actions.md', text: page('Actions', actionLines(registry, table)) },
    { path: 'transforms.md', text: transformsPage(transforms) },
    { path: 'findings.md', text: page('Findings', findingLines(kinds, table)) },
    { path: 'operations.md', text: page('Operations', operationLines(registry, table)) },
    { path: 'sandbox.md', text: page('Fidelity of the sandbox', sandboxLines(table)) },
  ];
}

async function exported(module: string, name: string): Promise<readonly unknown[]> {
  const path = join(ROOT, module);
  if (!existsSync(path)) return [];
  const exports = (await import(path)) as Record<string, unknown>;
  const value = exports[name];
  return Array.isArray(value) ? value : [];
}

function indexPage(entities: readonly Entity[], reports: readonly ReportSpec[]): string {
  const listed = (entity: Entity) => `- [${entity.name}](${entityPath(entity)}): ${entity.note ?? ''}`;
  return page('Reference', [
    '## What can be imported and exported',
    '',
    ...entities.filter(isImported).map(listed),
    ...section('## What can be exported alone', entities.filter((entity) => !isImported(entity)).map(listed)),
    ...section(
      '## Reports, to be exported',
      reports.map((report) => `- [${report.name}](${reportPath(report)}): ${report.note}`),
    ),
    '',
    '## What else',
    '',
    '- [Actions](actions.md): voiding, approving, attaching and whatever else is done to records that are there.',
    '- [Transforms](transforms.md): the steps that `then` names.',
    '- [Findings](findings.md): every code that a report may show, and what to do about it.',
    "- [Operations](operations.md): every call of Xero's Accounting API, and the job that makes it.",
    '- [Sandbox](sandbox.md): what it emulates, on what evidence, its choices, limits and faults.',
  ]);
}

function entityPage(entity: Entity, actions: readonly Verb[]): string {
  const fields = describeFields(entity);
  const imported = isImported(entity);
  const shown = ({ required }: FieldDescription) => required !== 'computed' || !imported;
  const header = fields.filter((field) => field.place === 'header' && shown(field));
  const own = header.filter(({ field }) => !field.startsWith('Contact.'));
  const verbs = actions.filter((action) => action.on(entity) !== undefined);
  return page(entity.name, [
    entity.note ?? '',
    '',
    '## Fields, under `columns`',
    '',
    ...fieldTable(own),
    ...section('## Fields of the contact, under `columns`', fieldTable(header.filter((field) => !own.includes(field)))),
    ...section(
      '## Fields of a line, under `lines`',
      fieldTable(fields.filter((field) => field.place === 'line' && shown(field))),
    ),
    ...section('## Computed by Xero', imported ? computedLines(fields.filter(({ place }) => !isInner(place))) : []),
    ...section('## Fields of a payment, under `payments`, in exports', innerLines(fields, 'payment')),
    ...section('## Fields of an allocation, under `allocations`, in exports', innerLines(fields, 'allocation')),
    ...section('## What `filter` takes besides', innerLines(fields, 'filter')),
    ...section('## How an existing one is recognised', imported ? matchLines(entity) : []),
    ...section('## Statuses', statusLines(entity.status)),
    ...(imported
      ? section('## How it is sent', routeLines(entity))
      : ['', `Can be exported, not imported. Permission: \`${entity.scope}.read\`.`]),
    ...section(
      '## Actions',
      verbs.map((action) => `- [\`${action.name}: ${entity.name}\`](../actions.md#${action.name}): ${action.note}`),
    ),
  ]);
}

function isImported({ create, update }: EntityShape): boolean {
  return create !== undefined || update !== undefined;
}

function isInner(place: FieldDescription['place']): boolean {
  return place === 'payment' || place === 'allocation';
}

function innerLines(fields: readonly FieldDescription[], place: FieldDescription['place']): readonly string[] {
  const own = fields.filter((field) => field.place === place);
  return table(
    ['Field', 'Is', 'Note'],
    own.map(({ field, type, note }) => [`\`${field}\``, type, note]),
  );
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', heading, '', ...lines];
}

function fieldTable(fields: readonly FieldDescription[]): readonly string[] {
  return table(
    ['Field', 'Takes', 'Longest', 'Needed', 'Note'],
    fields.map(({ field, type, length, required, values, note }) => [
      `\`${field}\``,
      values === '' ? type : values.split(' ').join(', '),
      length,
      NEEDED[required] ?? '',
      note,
    ]),
  );
}

function computedLines(fields: readonly FieldDescription[]): readonly string[] {
  const computed = fields.filter(({ required }) => required === 'computed');
  if (computed.length === 0) return [];
  const rows = computed.map(({ field, place, type, note }) => [`\`${field}\``, place, type, note]);
  return [
    'These can be exported, compared and verified, not imported.',
    '',
    ...table(['Field', 'Of', 'Is', 'Note'], rows),
  ];
}

function matchLines(entity: EntityShape): readonly string[] {
  const keys = entity.match.map((key, index) => `${index + 2}. ${keyText(key)}`);
  return [`1. by \`${entity.idField}\``, ...keys];
}

function keyText({ fields, when = {} }: MatchKey): string {
  const conditions = Object.entries(when).map(([field, values]) => `\`${field}\` is ${values.join(' or ')}`);
  const names = fields.map((field) => `\`${field}\``).join(' and ');
  return conditions.length === 0 ? `by ${names}` : `by ${names} where ${conditions.join(' and ')}`;
}

function statusLines(status: StatusSpec | undefined): readonly string[] {
  if (status === undefined) return [];
  const rows = Object.entries(status.moves).map(([name, from]) => [
    name === status.initial ? `${name} (where left out)` : name,
    status.creatable.includes(name) ? 'yes' : '',
    from.filter((other) => other !== name).join(', '),
    status.editable.includes(name) ? 'yes' : '',
  ]);
  return table([`\`${status.field}\``, 'A new one may have it', 'Reached from', 'Other fields may change'], rows);
}

function routeLines(entity: EntityShape): readonly string[] {
  const create = entity.create === undefined ? 'cannot be created' : routeText(entity.create);
  const update = entity.update === undefined ? 'cannot be changed' : routeText(entity.update);
  return [`- new: ${create}`, `- existing: ${update}`, `- permission: \`${entity.scope}\``];
}

function routeText(route: Route): string {
  const { method, path, batch } = route;
  const most = `${batch} a request at first, up to ${mostDocuments(route)} where the job says so`;
  return `\`${method} ${path}\`, ${batch === 1 ? 'one a request' : most}`;
}

function transformsPage(transforms: readonly Transform[]): string {
  const rows = transforms.map(({ name, args, note }) => [`\`${name}\``, args.map((arg) => arg.name).join(', '), note]);
  return page('Transforms', [
    'The steps that `then` names, applied in the order given.',
    '',
    ...table(['Transform', 'Arguments', 'Does'], rows),
  ]);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/[|\n]/g, (sign) => (sign === '|' ? '\\|' : ' '))).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function page(title: string, lines: readonly string[]): string {
  return `${[NOTICE, '', `# ${title}`, '', ...lines].join('\n')}\n`;
}

function entityPath(entity: EntityShape): string {
  return `entities/${entity.name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}.md`;
}

/** Pages that stand in the folder though nothing describes them any more. */
function orphans(pages: readonly Page[]): readonly string[] {
  if (!existsSync(FOLDER)) return [];
  const known = new Set(pages.map(({ path }) => path));
  const found = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  return found.filter((path) => path.endsWith('.md') && !known.has(path));
}

async function main(check: boolean): Promise<number> {
  const pages = await referencePages();
  const stale = pages.filter(({ path, text }) => {
    const file = join(FOLDER, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  const dead = orphans(pages);
  for (const path of [...stale.map((entry) => entry.path), ...dead])
    process.stdout.write(`${check ? 'stale' : 'written'}: docs/reference/${path}\n`);
  if (check) {
    if (stale.length + dead.length > 0) process.stderr.write(`Run \`${COMMAND}\` and commit what it writes.\n`);
    return stale.length + dead.length > 0 ? 1 : 0;
  }
  for (const { path, text } of stale) {
    mkdirSync(dirname(join(FOLDER, path)), { recursive: true });
    writeFileSync(join(FOLDER, path), text);
  }
  for (const path of dead) rmSync(join(FOLDER, path));
  return 0;
}

if (import.meta.main) process.exitCode = await main(process.argv.includes('--check'));
