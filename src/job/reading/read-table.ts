/** Reads one table of an export: of what, which records, which columns, in which order. */

import { templateFor } from '../../model/import-template.ts';
import type { OutputColumn, Place, TableExport } from '../../model/job.ts';
import type { Registry } from '../../model/registry.ts';
import { allOf, type Problems } from '../problems.ts';
import type { JobNode, MapEntry } from '../yaml/job-node.ts';
import { INNER_LEVELS, type InnerLevel, innerOf, readSubject, recordOf, type Subject } from './find-subject.ts';
import { readAsAt, readSince } from './read-day.ts';
import { readFilter, readWhere } from './read-filter.ts';
import { readLike } from './read-like.ts';
import type { LookupReading } from './read-lookup.ts';
import { given, type Keys, read, readMap } from './read-node.ts';
import { readOrder } from './read-order.ts';
import { checkHeaders, readOutputColumns } from './read-output-columns.ts';
import type { Readable } from './readable.ts';

export interface TableReading extends LookupReading {
  readonly registry: Registry;
}

/** Without what `output`, or the sheet's own entry, says of it. */
export type ReadTable = Omit<TableExport, 'sheet' | 'totals' | 'key'>;

export interface SubjectTable {
  readonly subject: Subject;
  readonly table: ReadTable;
}

const WORDS: readonly string[] = ['all', 'template'];

/** @param verb `export: Invoices` @param keys those beside it */
export function readTable(verb: MapEntry, keys: Keys, reading: TableReading): SubjectTable | undefined {
  const { problems, registry } = reading;
  const subject = readSubject(verb, registry, problems);
  if (subject === undefined) return undefined;
  const record = recordOf(subject, 'columns');
  const inner = readInner(keys, subject, reading);
  const columns = readColumns(
    keys.get('columns'),
    record,
    verb.keyAt,
    { subject, inner: INNER_LEVELS.some((level) => keys.has(level)) },
    reading,
  );
  const listed = [columns.columns, inner?.columns ?? []].filter((list) => typeof list !== 'string');
  checkHeaders(listed.flat(), problems);
  if (columns.columns === 'template') refuseBeside(keys, columns.like !== undefined, problems);
  const filter = readFilter(keys.get('filter'), recordOf(subject, 'filter'), problems);
  if (columns.columns === 'template' && columns.like === undefined)
    checkTemplate(subject, filter, keys.get('columns')!.value.at, problems);
  refuseForSubject(keys, subject, problems);
  return {
    subject,
    table: {
      of: subject.name,
      filter,
      ...given({ where: readWhere(keys.get('where'), problems) }),
      ...given({ since: read(keys, 'since', readSince, problems) }),
      ...given({ asAt: read(keys, 'as-at', readAsAt, problems) }),
      ...columns,
      ...given({ columnsAt: keys.get('columns')?.keyAt }),
      level: inner?.level ?? 'record',
      inner: inner?.columns ?? [],
      order: read(keys, 'order', (node) => readOrder(node, recordOf(subject, 'order'), problems), problems) ?? [],
      at: verb.keyAt,
    },
  };
}

/** Problems of keys that are about records where a report is read, and the other way round. */
function refuseForSubject(keys: Keys, subject: Subject, problems: Problems): void {
  const refused: readonly (readonly [string, string])[] =
    subject.kind === 'report'
      ? [
          ['where', `Xero computes ${subject.name} as a whole and takes no \`where\` for it. Leave it out.`],
          [
            'since',
            `${subject.name} has no record that could be newer than another. Leave \`since\` out; \`as-at\` says the day.`,
          ],
        ]
      : [
          [
            'as-at',
            `\`as-at\` is the day of a report. Records are chosen by \`filter: { Date: { to: 2026-10-31 } }\`; what was due on a day is shown by a job that begins with \`reconcile:\`.`,
          ],
          ...(subject.entity.read.where
            ? []
            : [['where', `Xero takes no \`where\` for ${subject.name}. Write \`filter\`.`] as const]),
          ...(subject.entity.read.modifiedSince
            ? []
            : [['since', `Xero does not tell which ${subject.name} are new. Leave \`since\` out.`] as const]),
        ];
  for (const [key, message] of refused) {
    const entry = keys.get(key);
    if (entry !== undefined) problems.add(entry.keyAt, 'not-here', message, key);
  }
}

interface Inner {
  readonly level: InnerLevel;
  readonly columns: 'all' | readonly OutputColumn[];
}

function readInner(keys: Keys, subject: Subject, reading: TableReading): Inner | undefined {
  const { problems } = reading;
  const [level, second] = INNER_LEVELS.filter((candidate) => keys.has(candidate));
  if (level === undefined) return undefined;
  const { keyAt, value } = keys.get(level)!;
  if (second !== undefined) {
    const message = `A row stands for one thing, and this export names ${allOf([level, second])}. Make a table of each, under \`sheets\`.`;
    problems.add(keys.get(second)!.keyAt, 'several-levels', message, second);
    return undefined;
  }
  const readable = innerOf(subject, level);
  if (readable === undefined) {
    const levels = INNER_LEVELS.filter((candidate) => innerOf(subject, candidate) !== undefined);
    const has = levels.length === 0 ? 'Leave it out.' : `There are ${allOf(levels)}.`;
    problems.add(keyAt, 'no-lines', `${subject.name} have no ${level}. ${has}`, level);
    return undefined;
  }
  if (value.kind === 'text' && value.text === 'all') return { level, columns: 'all' };
  const map = readMap(
    value,
    `\`${level}\``,
    `${level}: all\`, or \`${level}: { ${readable.fields[0]?.name}: Header }`,
    problems,
  );
  return map && { level, columns: readOutputColumns(map, readable, reading) };
}

type Columns = Pick<TableExport, 'columns' | 'like'>;

function readColumns(
  entry: MapEntry | undefined,
  readable: Readable,
  at: Place,
  { subject, inner }: { readonly subject: Subject; readonly inner: boolean },
  reading: TableReading,
): Columns {
  const { problems } = reading;
  if (entry === undefined) {
    if (subject.kind === 'report') return { columns: 'all' };
    if (inner) return { columns: [] };
    const [first] = readable.fields;
    const message = `The export names no columns. Add \`columns: all\`, or \`columns: { ${subject.entity.numberField ?? first?.name}: No }\`: the Xero field left, the header right.`;
    problems.add(at, 'missing', message);
    return { columns: [] };
  }
  const { value } = entry;
  const word = value.kind === 'text' ? WORDS.find((candidate) => candidate === value.text) : undefined;
  if (word === 'all') return { columns: 'all' };
  const like = word === 'template' ? {} : templateOf(value, reading);
  if (like === 'unread') return { columns: [] };
  if (like !== undefined) {
    if (subject.kind === 'entity') return { columns: 'template', ...like };
    problems.add(
      value.at,
      'template',
      `Nothing imports ${subject.name}, so there is no template of it. Write \`columns: all\`.`,
    );
    return { columns: [] };
  }
  const map = readMap(
    value,
    '`columns`',
    'columns: { Reference: Order No }`, `columns: all` or `columns: template',
    problems,
  );
  const columns = map === undefined ? [] : readOutputColumns(map, readable, reading);
  const constant = map?.entries.every(({ value: form }) => form.kind === 'map') === true;
  if (map !== undefined && columns.length === 0 && constant && !inner && problems.count() === 0)
    problems.add(
      map.at,
      'blank',
      '`columns` gives no column: constants are for imports alone. Map at least one field to a header.',
    );
  return { columns };
}

/** `{ template: path }`: the layout of an import job. Undefined where the node is something else. */
function templateOf(node: JobNode, reading: TableReading): { readonly like: string } | 'unread' | undefined {
  if (node.kind !== 'map' || !node.entries.some((entry) => entry.key === 'template')) return undefined;
  const like = readLike(node, reading);
  return like === undefined ? 'unread' : { like };
}

/** Which of Xero's import files is meant follows from the filter. */
function checkTemplate(subject: Subject, filter: TableExport['filter'], at: Place, problems: Problems): void {
  const templates = subject.kind === 'entity' ? (subject.entity.templates ?? []) : [];
  if (templateFor(templates, filter) !== undefined) return;
  const ways = templates.map(({ name, when }) => {
    const conditions = Object.entries(when).map(([field, value]) => `${field}: ${value}`);
    return `\`filter: { ${conditions.join(', ')} }\` for ${name}`;
  });
  const message =
    ways.length === 0
      ? `No import file of Xero's own is known for ${subject.name}. Write the columns of an import job: \`columns: { template: import-x.yaml }\`.`
      : `Xero has import files of several kinds of ${subject.name}. Add ${ways.join(', or ')}.`;
  problems.add(at, 'template', message, 'template');
}

/** A template says by itself what each row holds. */
function refuseBeside(keys: Keys, like: boolean, problems: Problems): void {
  for (const level of INNER_LEVELS) {
    const entry = keys.get(level);
    if (entry === undefined) continue;
    const which = like ? 'of the import job' : 'that Xero imports';
    const message = `The layout ${which} says itself what a row holds. Leave \`${level}\` out.`;
    problems.add(entry.keyAt, 'template', message, level);
  }
}
