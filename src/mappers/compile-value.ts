/** Compiles a value form: from a source row to a typed value, through source, `then`, `lookup` and `default`. */

import type { Value } from '../model/document.ts';
import type { Field } from '../model/entity.ts';
import type { Place, ValueForm } from '../model/job.ts';
import { type Cell, cellText, type SourceRow } from '../model/source-row.ts';
import { compileLookup, type LookedUp } from './compile-lookup.ts';
import { type ApplySteps, compileSteps } from './compile-steps.ts';
import { constantValue, plainDates, plainNumbers } from './constant-value.ts';
import { declaredDates, type ReadDate } from './date-format.ts';
import { type Failure, isFailure } from './failure.ts';
import { isBlank } from './is-blank.ts';
import { declaredNumbers, type ReadNumber } from './number-format.ts';
import type { FormatBook } from './proven-formats.ts';
import { type ReadTyped, readTyped } from './typed-value.ts';
import type { ValueCompiler } from './value-compiler.ts';
import { compileSource, type ReadSource } from './value-source.ts';

/** The value; undefined where it is blank; a failure with column and cell filled in. */
export type ReadValue = (row: SourceRow) => Value | undefined | Failure;

export interface CompiledValue {
  readonly field: Field;
  /** The form it was compiled from. */
  readonly form: ValueForm;
  /** The columns as messages name them; the field itself for a constant. */
  readonly label: string;
  /** 0-based; none for a constant. */
  readonly columns: readonly number[];
  /** What a constant holds. */
  readonly constant: Value | undefined;
  /** A blank cell is not a blank value. */
  readonly hasDefault: boolean;
  /** Dates or amounts in it are read as its column proves. */
  readonly needsProof: boolean;
  /** `book` says how what is not declared is written. */
  bind(book: FormatBook): ReadValue;
}

interface Declared {
  readonly dates: ReadDate | undefined;
  readonly numbers: ReadNumber | undefined;
}

type TypeConstant = (text: string) => Value | undefined;

const NO_ROW: SourceRow = { number: 0, cells: [] };

/** Problems of the job are noted in the compiler; what is returned then must not be used. */
export function compileValue(field: Field, form: ValueForm, at: Place, compiler: ValueCompiler): CompiledValue {
  const declared = declaredFormats(form, compiler);
  const source = compileSource(form.source, field, form.at, compiler);
  const steps = compileSteps(form.then, compiler);
  const constant = constantTyper(field, form, at, compiler);
  const lookup = form.lookup && compileLookup(form.lookup, constant, noteTwice(field, at, compiler));
  const fallback = form.default === undefined ? undefined : constant(form.default);
  const isConstant = form.source.kind === 'value';
  const key = proofKey(source.label, form);

  const bind = (book: FormatBook): ReadValue => {
    const numbers = isConstant ? plainNumbers : (declared.numbers ?? book.numbers(key));
    const dates = isConstant ? plainDates(form.dates ?? compiler.dates) : (declared.dates ?? book.dates(key));
    const read = source.bind((column) => declared.numbers ?? book.numbers(column));
    const apply = form.then.length === 0 ? undefined : steps(numbers, dates);
    const typed = readTyped(field, numbers, dates);
    return valueReader({ read, apply, lookup, typed, fallback, label: source.label, columns: source.columns });
  };
  return {
    field,
    form,
    label: source.label,
    columns: source.columns,
    constant: form.source.kind === 'value' ? readConstant(form, form.source.text, constant, bind) : undefined,
    hasDefault: form.default !== undefined,
    needsProof: !isConstant && mayNeedProof(field, form, declared),
    bind,
  };
}

function declaredFormats(form: ValueForm, compiler: ValueCompiler): Declared {
  const patterns = form.dates ?? compiler.dates;
  const example = form.numbers ?? compiler.numbers;
  const dates = patterns && declaredDates(patterns);
  const numbers = example === undefined ? undefined : declaredNumbers(example);
  if (typeof dates === 'string') {
    const message = `\`${dates}\` is no date pattern. Write it with d, M and y, such as dd/MM/yyyy, d MMM yyyy or iso.`;
    compiler.problem(form.at, 'job/date-pattern', message);
  }
  if (example !== undefined && numbers === undefined) {
    const message = `\`${example}\` shows no number style. Write an example such as "1,234.56", "1.234,56" or "1 234,56".`;
    compiler.problem(form.at, 'job/number-style', message);
  }
  return { dates: typeof dates === 'string' ? undefined : dates, numbers };
}

function constantTyper(field: Field, form: ValueForm, at: Place, compiler: ValueCompiler): TypeConstant {
  return (text) => {
    const typed = constantValue(field, text, form.dates ?? compiler.dates);
    if ('value' in typed) return typed.value;
    compiler.problem(at, 'job/not-a-value', typed.problem);
    return undefined;
  };
}

function noteTwice(field: Field, at: Place, compiler: ValueCompiler): (key: string) => void {
  return (key) =>
    compiler.problem(
      at,
      'job/lookup-twice',
      `${field.name}: the lookup gives \`${key}\` two values (case and outer spaces do not count). Leave one out.`,
    );
}

/** A constant with steps or a lookup is read once, as if every row held it. */
function readConstant(
  form: ValueForm,
  text: string,
  constant: TypeConstant,
  bind: (book: FormatBook) => ReadValue,
): Value | undefined {
  if (form.then.length === 0 && form.lookup === undefined) return constant(text === '' ? (form.default ?? '') : text);
  const value = bind({ dates: () => plainDates(undefined), numbers: () => plainNumbers })(NO_ROW);
  return isFailure(value) ? constant(text) : value;
}

/** What is proven belongs to the texts that reach the parser, so the steps before it are part of the name. */
function proofKey(label: string, form: ValueForm): string {
  if (form.then.length === 0) return label;
  return `${label} | ${form.then.map((step) => [step.name, ...step.args].join(' ')).join(' | ')}`;
}

function mayNeedProof(field: Field, form: ValueForm, declared: Declared): boolean {
  const { kind } = form.source;
  if ((kind === 'sum' || kind === 'subtract') && declared.numbers === undefined) return true;
  if (field.type === 'date') return declared.dates === undefined;
  if (field.type === 'decimal' || field.type === 'integer') return declared.numbers === undefined;
  return form.then.length > 0 && (declared.dates === undefined || declared.numbers === undefined);
}

interface ReadingParts {
  readonly read: ReadSource;
  readonly apply: ApplySteps | undefined;
  readonly lookup: ((cell: Cell) => LookedUp) | undefined;
  readonly typed: ReadTyped;
  readonly fallback: Value | undefined;
  readonly label: string;
  readonly columns: readonly number[];
}

function valueReader(parts: ReadingParts): ReadValue {
  const { read, apply, lookup, typed, fallback } = parts;
  return (row) => {
    const source = read(row);
    if (isFailure(source)) return located(source, parts, row, '');
    let cell = source;
    if (apply !== undefined && !isBlank(cell)) {
      const applied = apply(cell);
      if (isFailure(applied)) return located(applied, parts, row, '');
      cell = applied;
    }
    if (lookup !== undefined) {
      const found = lookup(cell);
      if (found !== 'keep') return isFailure(found) ? located(found, parts, row, cell) : (found.value ?? fallback);
    }
    if (isBlank(cell)) return fallback;
    const value = typed(cell);
    return isFailure(value) ? located(value, parts, row, cell) : value;
  };
}

/** The failure with its column, what its cells hold, and what the steps of \`then\` made of that. */
function located(why: Failure, { label, columns }: ReadingParts, row: SourceRow, became: Cell): Failure {
  const value = why.value ?? columns.map((index) => cellText(row.cells[index] ?? '')).join(' | ');
  const text = cellText(became);
  const params = text === '' || text === value || columns.length > 1 ? why.params : { ...why.params, became: text };
  return { code: why.code, params, column: why.column ?? label, value };
}
