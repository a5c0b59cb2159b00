/** Turns an import job round: the columns that it reads become those that an export writes, so that the file imports again. */

import { basename } from 'node:path';
import type { EntityShape } from '../model/entity.ts';
import { foldHeader } from '../model/fold-header.ts';
import type {
  ExportJob,
  FieldMapping,
  FixedField,
  ImportJob,
  JobProblem,
  Layout,
  Output,
  OutputColumn,
  TableExport,
  VerifyMapping,
} from '../model/job.ts';
import { turnColumn } from './turn-column.ts';

export interface TurnedRound {
  readonly table: TableExport;
  readonly output: Output;
}

/** @param job whose lookups are read @param table of `export`, the file of which is to be imported by `job` */
export function turnRound(
  table: TableExport,
  job: ImportJob,
  entity: EntityShape,
  { output }: Pick<ExportJob, 'output'>,
): TurnedRound | { readonly problems: readonly JobProblem[] } {
  const wrong: string[] = [];
  if (job.action !== undefined) wrong.push(`it begins with \`${job.action}\` and imports nothing`);
  else if (job.entity !== table.of) {
    wrong.push(`it is about ${job.entity}, and this table holds ${table.of}`);
  } else {
    wrong.push(...wrongShape(job, entity), ...wrongSource(job, output));
  }
  const { columns, problems, fixed } = turnAll([...job.columns, ...verified(job, false)], job, table);
  const lines = turnAll([...job.lines, ...verified(job, true)], job, table);
  wrong.push(...problems, ...lines.problems);
  const headers = [...columns, ...lines.columns].map(({ header }) => header);
  if (wrong.length === 0) wrong.push(...doubled(headers), ...unwritten(job, headers));
  if (wrong.length > 0) return { problems: wrong.map((why) => problem(why, job, table)) };
  const hasLines = job.lines.length > 0;
  const layout: Layout = {
    record: [...fixed.filter(({ field }) => field !== 'Type').map(paidToo), ...living(job, entity)],
    lines: hasLines ? [...lines.fixed, ...undiscounted(job, entity)] : [],
  };
  const types = fixed.filter(({ field }) => field === 'Type');
  return {
    table: {
      ...table,
      filter: [...table.filter, ...types.map((one) => condition(one, table))],
      columns,
      level: hasLines ? 'lines' : 'record',
      inner: lines.columns,
      layout,
      ...(typeof job.source.sheet === 'string' && table.sheet === undefined ? { sheet: job.source.sheet } : {}),
    },
    output: delimited(output, job),
  };
}

function problem(why: string, job: ImportJob, { at, columnsAt = at }: TableExport): JobProblem {
  const message = `What ${basename(job.path)} reads cannot be written: ${why}. Name the columns here instead: \`columns: { ... }\`.`;
  return { line: columnsAt.line, column: columnsAt.column, code: 'job/template', message };
}

interface Turned {
  readonly columns: readonly OutputColumn[];
  readonly fixed: readonly FixedField[];
  readonly problems: readonly string[];
}

function turnAll(mappings: readonly FieldMapping[], job: ImportJob, { at }: TableExport): Turned {
  const turned = mappings.map((mapping) => turnColumn(mapping, job, at));
  return {
    columns: turned.flatMap((one) => ('column' in one ? [one.column] : [])),
    fixed: turned.flatMap((one) => ('fixed' in one ? [one.fixed] : [])),
    problems: turned.flatMap((one) => ('problem' in one ? [one.problem] : [])),
  };
}

/** What is verified is written too, so that it is verified again. */
function verified(job: ImportJob, ofLine: boolean): readonly VerifyMapping[] {
  const mapped = new Set([...job.columns, ...job.lines].map(({ field }) => field));
  return job.verify.filter(({ field }) => LINE_AMOUNTS.includes(field) === ofLine && !mapped.has(field));
}

const LINE_AMOUNTS: readonly string[] = ['LineAmount', 'TaxAmount'];

function wrongShape(job: ImportJob, entity: EntityShape): readonly string[] {
  const wrong: string[] = [];
  if (job.extraLines.length > 0)
    wrong.push('`extra-lines` makes lines of single columns, which cannot be told from others');
  if (job.lines.length === 0) return wrong;
  const keys = job.group ?? [];
  const named = new Set(job.columns.map(({ field }) => field));
  const isMarked =
    keys.length > 0
      ? !keys.some(({ kind }) => kind === 'row')
      : entity.numberField !== undefined && named.has(entity.numberField);
  if (!isMarked) wrong.push('it makes each row a document, and a document of several lines takes several rows');
  return wrong;
}

function wrongSource({ source }: ImportJob, { file }: Output): readonly string[] {
  const wrong: string[] = [];
  if (source.header !== undefined && source.header !== 1) wrong.push(`its header stands in row ${source.header}`);
  if (typeof source.sheet === 'number' && source.sheet !== 1) wrong.push(`it reads sheet ${source.sheet}`);
  const isText = !/\.xlsx$/i.test(file);
  if (isText && source.encoding !== undefined && !/^(?:utf-?8|us-ascii|ascii)$/i.test(source.encoding))
    wrong.push(`it reads ${source.encoding}, and files are written in UTF-8`);
  return wrong;
}

function doubled(headers: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return headers.flatMap((header) => {
    const folded = foldHeader(header);
    if (seen.has(folded)) return [`the column ${header} gives several fields, whose values may differ`];
    seen.add(folded);
    return [];
  });
}

/** Columns that the job needs besides, and that no field fills. */
function unwritten({ source, group = [] }: ImportJob, headers: readonly string[]): readonly string[] {
  const { keep, drop, fillDown } = source;
  const named = [
    ...[...keep, ...drop].flat().map(({ column }) => column),
    ...(fillDown?.columns ?? []),
    ...(fillDown?.within === undefined ? [] : [fillDown.within]),
    ...group.flatMap((key) => (key.kind === 'column' ? [key.column] : [])),
  ];
  const known = new Set(headers.map(foldHeader));
  const missing = [...new Set(named)].filter((column) => !known.has(foldHeader(column)));
  return missing.map((column) => `it needs the column ${column}, which holds no field of Xero`);
}

function condition({ field, values }: FixedField, { at }: TableExport): TableExport['filter'][number] {
  return { field, tests: [{ kind: 'any', values }], at };
}

/** Xero makes an approved document a paid one by itself. */
function paidToo({ field, values }: FixedField): FixedField {
  return field === 'Status' && values.includes('AUTHORISED')
    ? { field, values: [...values, 'PAID'] }
    : { field, values };
}

/** Where the job gives no status, records that are gone would come to life again. */
function living(job: ImportJob, { status, fields }: EntityShape): readonly FixedField[] {
  if (status === undefined || job.columns.some(({ field }) => field === status.field)) return [];
  const values = fields.find(({ name }) => name === status.field)?.values ?? [];
  return [{ field: status.field, values: values.filter((value) => !status.gone.includes(value)) }];
}

/** A discount without a column would be charged. */
function undiscounted(job: ImportJob, { lines }: EntityShape): readonly FixedField[] {
  const mapped = new Set(job.lines.map(({ field }) => field));
  return ['DiscountRate', 'DiscountAmount']
    .filter((field) => !mapped.has(field) && lines?.fields.some(({ name }) => name === field) === true)
    .map((field) => ({ field, values: [''] }));
}

const SIGNS: Readonly<Record<string, string>> = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' };

function delimited(output: Output, { source }: ImportJob): Output {
  const isText = /\.(?:csv|tsv|txt)$/i.test(output.file);
  if (!isText || output.delimiter !== undefined || source.delimiter === undefined) return output;
  return { ...output, delimiter: SIGNS[source.delimiter] ?? source.delimiter };
}
