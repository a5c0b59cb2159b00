/** Reads a reconciliation: what is compared with what, by which key, and how nearly the two must agree. */

import { parseDecimal } from '../../model/decimal.ts';
import type { EntityShape, Field } from '../../model/entity.ts';
import type { FieldMapping, ReconcileJob } from '../../model/job.ts';
import { isLedger, LEDGERS, ledgerShape } from '../../model/ledger.ts';
import type { Entity } from '../../model/registry.ts';
import { didYouMean, oneOf, type Problems } from '../problems.ts';
import type { JobNode, MapEntry } from '../yaml/job-node.ts';
import { keyWays } from './check-required.ts';
import { readAsAt } from './read-day.ts';
import { readFilter, readWhere } from './read-filter.ts';
import type { ReadingHead } from './read-head.ts';
import { type MappingReading, readColumns, readLines } from './read-mappings.ts';
import { readMapped, readMatch } from './read-match.ts';
import { given, type Keys, read, readText, readWord } from './read-node.ts';
import { readOrg } from './read-org.ts';
import { readOutput } from './read-output.ts';
import { readSource } from './read-source.ts';
import type { TableReading } from './read-table.ts';
import type { ValueReading } from './read-value.ts';

/** @param name of the job. Undefined where it does not say what is reconciled. */
export function readReconcile(
  head: ReadingHead,
  name: string,
  reading: Pick<TableReading, 'registry'> & ValueReading,
): ReconcileJob | undefined {
  const { keys, at } = head;
  const { problems, path } = reading;
  const shape = readShape(head.verb, reading.registry.entities, problems);
  if (shape === undefined) return undefined;
  const org = readOrg(keys.get('org'), at, problems);
  const source = readRows(keys.get('source'), problems);
  const mappings: MappingReading = { ...reading, entity: comparable(shape) };
  const optional = source.sourceRun !== undefined;
  const entry = keys.get('columns');
  if (entry === undefined && !optional) {
    const example = `columns: { ${shape.numberField ?? shape.idField}: Doc, Total: Gross }`;
    problems.add(
      at,
      'missing',
      `The job compares no fields. Add \`${example}\`: the Xero field left, the spreadsheet's column right.`,
    );
  }
  const columns = readColumns(entry, mappings);
  const lines = readLines(keys.get('lines'), mappings);
  const mapped = columns.map(({ field }) => field);
  const pairs = entry?.value.kind === 'map' ? entry.value.entries : [];
  const named = pairs.map((pair) => pair.key);
  for (const pair of pairs) checkCarried(pair, shape, problems);
  if (entry !== undefined) checkTaxKnown(keys.get('lines'), lines, { shape, named, problems });
  const key = readKey(keys, shape, named, entry, problems);
  const fields = { shape, named, fromRun: optional && entry === undefined };
  return {
    kind: 'reconcile',
    name,
    path,
    org,
    of: shape.name,
    ...given({ asAt: read(keys, 'as-at', readAsAt, problems) }),
    ...source,
    filter: readFilter(keys.get('filter'), { what: shape.name, fields: shape.fields }, problems),
    ...given({ where: readWhere(keys.get('where'), problems) }),
    key,
    match: read(keys, 'match', (node) => readMatch(node, fields, problems), problems) ?? [],
    columns,
    lines,
    compare: readCompare(keys, mapped, key, fields, problems),
    tolerance: read(keys, 'tolerance', readTolerance, problems) ?? '0.00',
    output: readOutput(keys.get('output'), { at, kind: 'reconcile', orgs: org, asAt: keys.has('as-at') }, problems)
      .output,
  };
}

function readShape(verb: MapEntry, entities: readonly Entity[], problems: Problems): Entity | undefined {
  const text = readWord(verb.value, '`reconcile`', problems);
  if (text === undefined) return undefined;
  const invoices = entities.find(({ name }) => name === 'Invoices');
  if (isLedger(text.text) && invoices !== undefined) return ledgerShape(text.text, invoices);
  const entity = entities.find(({ name }) => name === text.text);
  if (entity !== undefined) return entity;
  const names = [...LEDGERS, ...entities.map((one) => one.name)];
  const near = didYouMean(text.text, names);
  const message = `\`reconcile\` does not know \`${text.text}\`.${near === '' ? ` It takes ${oneOf(names)}.` : near}`;
  problems.add(text.at, 'unknown-entity', message, text.text);
  return undefined;
}

/** What Xero computes can be compared, though it cannot be imported. */
function comparable(shape: Entity): EntityShape {
  const open = (fields: readonly Field[]) => fields.map(({ readOnly: _readOnly, ...field }) => field);
  const lines = shape.lines === undefined ? {} : { lines: { ...shape.lines, fields: open(shape.lines.fields) } };
  return { ...shape, fields: open(shape.fields), ...lines };
}

/** A file as in imports, or `{ run: last }`: the rows of an earlier import. */
function readRows(entry: MapEntry | undefined, problems: Problems): Pick<ReconcileJob, 'source' | 'sourceRun'> {
  const run = entry?.value.kind === 'map' ? entry.value.entries.find(({ key }) => key === 'run') : undefined;
  if (entry?.value.kind !== 'map' || run === undefined) return { source: readSource(entry, problems) };
  for (const other of entry.value.entries) {
    if (other === run) continue;
    const message = `\`run\` takes the rows as that import read them; \`${other.key}\` cannot stand beside it. Leave it out.`;
    problems.add(other.keyAt, 'not-here', message, other.key);
  }
  const text = readWord(run.value, '`run`', problems);
  return { sourceRun: text?.text ?? 'last' };
}

function readKey(
  keys: Keys,
  shape: EntityShape,
  named: readonly string[],
  columns: MapEntry | undefined,
  problems: Problems,
): readonly string[] {
  const node = keys.get('key');
  if (node !== undefined)
    return readMapped(node.value, 'key', { shape, named, fromRun: columns === undefined }, problems);
  if (columns === undefined) return [];
  const ways = keyWays(shape).flatMap((way) => (way.length === 1 ? way : []));
  const candidates = [...(isLedger(shape.name) ? ['Number', 'InvoiceNumber'] : []), ...ways];
  const found = candidates.find((field) => named.includes(field));
  if (found !== undefined) return [found];
  const message = `Nothing says which record a row is about. Map ${oneOf([...new Set(candidates)].slice(0, 3))} under \`columns\`, or name the fields: \`key: [Reference]\`.`;
  problems.add(columns.keyAt, 'missing', message);
  return [];
}

function readCompare(
  keys: Keys,
  mapped: readonly string[],
  key: readonly string[],
  fields: Parameters<typeof readMapped>[2],
  problems: Problems,
): readonly string[] {
  const node = keys.get('compare');
  if (node !== undefined) return readMapped(node.value, 'compare', fields, problems);
  return mapped.filter((field) => !key.includes(field) && field !== 'LineAmountTypes');
}

/** What lists do not hold would be blank in all of Xero's records. */
function checkCarried({ key, keyAt }: MapEntry, { name, read }: EntityShape, problems: Problems): void {
  for (const [object, held] of Object.entries(read.carried ?? {})) {
    if (!key.startsWith(`${object}.`) || held.includes(key.slice(object.length + 1))) continue;
    const names = held.map((one) => `${object}.${one}`);
    const remedy = names.length === 0 ? 'Leave it out.' : `Compare ${oneOf(names)}, or leave it out.`;
    problems.add(keyAt, 'not-in-lists', `Xero does not give out \`${key}\` with ${name}. ${remedy}`, key);
  }
}

/** Amounts of lines are compared with Xero's only where it is known whether they hold tax. */
function checkTaxKnown(
  entry: MapEntry | undefined,
  lines: readonly FieldMapping[],
  {
    shape,
    named,
    problems,
  }: { readonly shape: EntityShape; readonly named: readonly string[]; readonly problems: Problems },
): void {
  if (entry === undefined || shape.lines?.arithmetic !== 'line-items' || named.includes('LineAmountTypes')) return;
  if (!lines.some(({ field }) => field === 'LineAmount' || field === 'UnitAmount')) return;
  const message =
    'Nothing says whether the amounts of the lines hold tax, so they cannot be compared. Add `LineAmountTypes: { value: Exclusive }` (or Inclusive, NoTax) under `columns`.';
  problems.add(entry.keyAt, 'missing', message);
}

function readTolerance(node: JobNode, problems: Problems): string | undefined {
  const text = readText(node, '`tolerance`', problems);
  if (text === undefined) return undefined;
  if (/^\d/.test(text.text) && parseDecimal(text.text) !== undefined) return text.text;
  const message = `\`tolerance\` is a plain amount such as 0.01, not \`${text.text}\`.`;
  problems.add(text.at, 'not-a-number', message, text.text);
  return undefined;
}
