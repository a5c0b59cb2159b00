/** Where a value comes from: a column, several, a template, a sum, or the job itself. */

import { add, type Decimal, formatDecimal, subtract } from '../model/decimal.ts';
import type { Field } from '../model/entity.ts';
import type { Place, ValueSource } from '../model/job.ts';
import { type Cell, cellText, type SourceRow } from '../model/source-row.ts';
import { constantValue } from './constant-value.ts';
import { type Failure, failure, isFailure } from './failure.ts';
import { isBlank } from './is-blank.ts';
import type { ReadNumber } from './number-format.ts';
import type { ValueCompiler } from './value-compiler.ts';

export type ReadSource = (row: SourceRow) => Cell | Failure;

export interface CompiledSource {
  /** 0-based; none for a constant. */
  readonly columns: readonly number[];
  /** As messages name it: `Net + VAT`; the field of a constant. */
  readonly label: string;
  /** @param numbers the number reader of a column of `sum` or `subtract`, by its label */
  bind(numbers: (column: string) => ReadNumber): ReadSource;
}

interface Column {
  readonly index: number;
  readonly label: string;
}

/** Columns that the header lacks become problems of the job. */
export function compileSource(source: ValueSource, field: Field, at: Place, compiler: ValueCompiler): CompiledSource {
  const find = (name: string) => findColumn(name, field, source.kind, at, compiler);
  switch (source.kind) {
    case 'value':
      return { columns: [], label: field.name, bind: () => () => source.text };
    case 'column': {
      const { index, label } = find(source.column);
      return { columns: [index], label, bind: () => cellReader({ index, label }) };
    }
    case 'columns':
      return several(source.columns.map(find), ' + ', (columns) => joined(columns, source.join));
    case 'first':
      return several(source.columns.map(find), ' or ', firstOf);
    case 'template': {
      const parts = source.parts.map((part) => (typeof part === 'string' ? part : find(part.column)));
      const columns = parts.filter((part) => typeof part !== 'string');
      return several(columns, ' + ', () => template(parts));
    }
    case 'sum':
      return several(source.columns.map(find), ' + ', (columns, numbers) => total(columns, numbers, add));
    case 'subtract':
      return several(source.columns.map(find), ' - ', (columns, numbers) => total(columns, numbers, subtract));
  }
}

function findColumn(name: string, field: Field, kind: string, at: Place, compiler: ValueCompiler): Column {
  const match = compiler.headers.find(name);
  if ('index' in match) return { index: match.index, label: compiler.headers.label(match.index) };
  const hint = kind === 'column' && match.code === 'job/unknown-column' ? suggestion(name, field) : '';
  compiler.problem(at, match.code, `${field.name}: ${match.problem}${hint}`);
  return { index: -1, label: name };
}

/** A text that is no header but a legal value of the field was perhaps meant as one. */
function suggestion(text: string, field: Field): string {
  const legal = 'value' in constantValue(field, text, undefined);
  return legal ? ` If every row is to have \`${text}\` itself, write \`{ value: ${quoted(text)} }\`.` : '';
}

function quoted(text: string): string {
  return /^[\p{L}][\p{L}\p{N} ]*$/u.test(text) ? text : JSON.stringify(text);
}

function several(
  columns: readonly Column[],
  sign: string,
  bind: (columns: readonly Column[], numbers: (column: string) => ReadNumber) => ReadSource,
): CompiledSource {
  const label = columns.map((column) => column.label).join(sign);
  return { columns: columns.map((column) => column.index), label, bind: (numbers) => bind(columns, numbers) };
}

function cellReader(column: Column): ReadSource {
  const { index } = column;
  return (row) => {
    const cell = row.cells[index];
    if (typeof cell === 'string') return cell;
    if (cell === undefined) return '';
    return 'e' in cell ? errorCell(cell.e, column) : cell;
  };
}

function errorCell(error: string, column: Column): Failure {
  const { label } = column;
  if (error === 'formula') return { ...failure('read/formula-without-value'), column: label, value: '' };
  return { ...failure('read/error-cell'), column: label, value: error };
}

/** A single cell that is not blank keeps its type. */
function joined(columns: readonly Column[], join: string): ReadSource {
  const readers = columns.map(cellReader);
  return (row) => {
    const found: Cell[] = [];
    for (const read of readers) {
      const cell = read(row);
      if (isFailure(cell)) return cell;
      if (!isBlank(cell)) found.push(cell);
    }
    return found.length === 1 ? found[0]! : found.map((cell) => cellText(cell).trim()).join(join);
  };
}

function firstOf(columns: readonly Column[]): ReadSource {
  const readers = columns.map(cellReader);
  return (row) => {
    for (const read of readers) {
      const cell = read(row);
      if (isFailure(cell) || !isBlank(cell)) return cell;
    }
    return '';
  };
}

/** Blank where all its columns are. */
function template(parts: readonly (string | Column)[]): ReadSource {
  const readers = parts.map((part) => (typeof part === 'string' ? part : cellReader(part)));
  const constant = readers.every((part) => typeof part === 'string');
  return (row) => {
    let text = '';
    let filled = constant;
    for (const part of readers) {
      const cell = typeof part === 'string' ? part : part(row);
      if (isFailure(cell)) return cell;
      if (typeof part !== 'string' && !isBlank(cell)) filled = true;
      text += typeof part === 'string' ? part : cellText(cell).trim();
    }
    return filled ? text : '';
  };
}

/** Blank counts 0; all blank is blank. */
function total(
  columns: readonly Column[],
  numbers: (column: string) => ReadNumber,
  combine: (a: Decimal, b: Decimal) => Decimal,
): ReadSource {
  const readers = columns.map((column) => ({ column, cell: cellReader(column), number: numbers(column.label) }));
  return (row) => {
    let result: Decimal = { units: 0n, scale: 0 };
    let filled = false;
    for (const [position, reader] of readers.entries()) {
      const cell = reader.cell(row);
      if (isFailure(cell)) return cell;
      if (isBlank(cell)) continue;
      const amount = reader.number(cell);
      if (isFailure(amount)) return { ...amount, column: reader.column.label, value: cellText(cell) };
      result = position === 0 ? amount : combine(result, amount);
      filled = true;
    }
    return filled ? { n: formatDecimal(result) } : '';
  };
}
