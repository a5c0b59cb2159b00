/** The columns of a table that comes out of Xero: their fields, and how their cells look in workbooks and as texts. */

import { dateText } from '../mappers/date-text.ts';
import { numberText } from '../mappers/number-text.ts';
import type { EntityShape, Field } from '../model/entity.ts';
import type { Facts } from '../model/facts.ts';
import { foldHeader } from '../model/fold-header.ts';
import type { JobProblem, OutputColumn, RowLevel, TableExport } from '../model/job.ts';
import type { Cell } from '../model/source-row.ts';
import { isCarried } from '../xero/filters/find-filter-field.ts';

export interface TableColumn extends OutputColumn {
  readonly type: Field['type'];
  readonly decimals?: number;
  /** Stands once for a record, and is repeated on each of its rows. */
  readonly ofRecord: boolean;
}

export interface TableColumns {
  readonly own: readonly TableColumn[];
  readonly inner: readonly TableColumn[];
}

/** What `all` stands for is told from the registry and, for tracking, from the organisation. */
export function tableColumns(table: TableExport, entity: EntityShape, facts: Pick<Facts, 'tracking'>): TableColumns {
  const listed = (columns: TableExport['columns'], all: () => readonly OutputColumn[]) =>
    typeof columns === 'string' ? all() : columns;
  const own = listed(table.columns, () => givenOut(entity).map((field) => plain(field.name, table)));
  const fields = innerFields(entity, table.level);
  const inner =
    table.level === 'record'
      ? []
      : listed(table.inner, () =>
          ownHeaders(
            allInner(fields, table, entity, facts).map((name) => plain(name, table)),
            own,
            PART[table.level],
          ),
        );
  return {
    own: own.map((column) => typed(column, entity.fields, true)),
    inner: inner.map((column) => typed(column, fields, false)),
  };
}

/** What a row stands for, where a field of it is called as one of the record. */
const PART: Readonly<Record<RowLevel, string>> = {
  record: '',
  lines: 'Line',
  payments: 'Payment',
  allocations: 'Allocation',
};

/** A payment has a Date as its invoice has: a header that would stand twice says of what it is. */
function ownHeaders(
  columns: readonly OutputColumn[],
  others: readonly OutputColumn[],
  part: string,
): readonly OutputColumn[] {
  const taken = new Set(others.map(({ header }) => foldHeader(header)));
  return columns.map((column) => {
    const header = taken.has(foldHeader(column.header)) ? `${part}.${column.header}` : column.header;
    taken.add(foldHeader(header));
    return { ...column, header };
  });
}

/** Of headers that no reader of the file could tell apart; the job names some of them, and `all` stands for others. */
export function headerProblems(columns: readonly TableColumn[]): readonly JobProblem[] {
  const seen = new Map<string, TableColumn>();
  return columns.flatMap((column): readonly JobProblem[] => {
    const folded = foldHeader(column.header);
    const other = seen.get(folded);
    seen.set(folded, other ?? column);
    if (other === undefined) return [];
    const message = `\`${column.header}\` is the header of \`${other.field}\` and of \`${column.field}\`. Give \`${column.field}\` another, or name the fields of the record instead of \`all\`.`;
    return [{ ...column.at, code: 'job/same-header', message }];
  });
}

export function innerFields(entity: EntityShape, level: TableExport['level']): readonly Field[] {
  if (level === 'record') return [];
  return (level === 'lines' ? entity.lines?.fields : entity.inner?.[level]?.fields) ?? [];
}

/** What a record's own body holds: short names say the same once more, and a document does not carry its whole contact. */
function givenOut(entity: EntityShape): readonly Field[] {
  return entity.fields.filter(
    ({ name, notSent, names }) => !(notSent === true && names !== undefined) && isCarried(entity, name),
  );
}

function allInner(
  fields: readonly Field[],
  { level }: TableExport,
  entity: EntityShape,
  { tracking }: Pick<Facts, 'tracking'>,
): readonly string[] {
  const categories = level === 'lines' && entity.lines?.tracking === true ? tracking : [];
  return [...fields.map(({ name }) => name), ...categories.map(({ name }) => `Tracking.${name}`)];
}

function plain(field: string, { at }: TableExport): OutputColumn {
  return { field, header: field, at };
}

function typed(column: OutputColumn, fields: readonly Field[], ofRecord: boolean): TableColumn {
  const { type = 'text', decimals } = fields.find(({ name }) => name === column.field) ?? {};
  return { ...column, type, ...(decimals === undefined ? {} : { decimals }), ofRecord };
}

/** Excel's number format of a column; undefined for texts and whatever Excel shows well by itself. */
export function numberFormat(
  { type, decimals, format, dates }: TableColumn,
  outputDates: string | undefined,
): string | undefined {
  if (format !== undefined) return format;
  if (type === 'date') {
    const pattern = dates ?? outputDates;
    return pattern === undefined || /^iso$/i.test(pattern) ? 'yyyy-mm-dd' : pattern.toLowerCase();
  }
  return type === 'decimal' && decimals === 2 ? '#,##0.00' : undefined;
}

/** Cells as a CSV writes them: days and numbers by the job's patterns. Undefined where nothing has to be changed. */
export function textCells(
  columns: readonly TableColumn[],
  outputDates: string | undefined,
): ((cells: readonly Cell[]) => readonly Cell[]) | undefined {
  const writers = columns.map(({ dates = outputDates, numbers }) => ({
    day: dates === undefined ? undefined : dateText(dates),
    number: numbers === undefined ? undefined : numberText(numbers),
  }));
  if (writers.every(({ day, number }) => day === undefined && number === undefined)) return undefined;
  return (cells) =>
    cells.map((cell, index) => {
      const { day, number } = writers[index] ?? {};
      if (typeof cell === 'string') return cell;
      if ('d' in cell && day !== undefined) return day(cell.d);
      return 'n' in cell && number !== undefined ? number(cell.n) : cell;
    });
}
