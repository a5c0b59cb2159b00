/** Makes a document of the source rows of one group: header, lines, what `verify` expects; or says what is wrong. */

import { type Decimal, equal, isZero } from '../model/decimal.ts';
import type { Document, DocumentLine, RowRef, Value } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import { foldKey } from '../model/index-facts.ts';
import type { ValueForm } from '../model/job.ts';
import { cellText, type SourceRow } from '../model/source-row.ts';
import { CONTACT_FIELDS, type Grouping } from './compile-group.ts';
import type { CompiledValue, ReadValue } from './compile-value.ts';
import { type Failure, failure, isFailure } from './failure.ts';
import { isBlank } from './is-blank.ts';
import { valueText } from './value-text.ts';

export interface PlacedRow {
  readonly ref: RowRef;
  readonly row: SourceRow;
  /** The plan of the row's own input file, where the document began in another: columns and formats may differ. */
  readonly by?: DocumentPlan | undefined;
}

export interface Assembled {
  /** Left out where there is any finding: all of them are ERRORs. */
  readonly document?: Document;
  /** What could be read of such a document, the values at fault left out. */
  readonly partial?: Document;
  readonly findings: readonly Finding[];
}

export type Assemble = (rows: readonly PlacedRow[]) => Assembled;

/** A compiled value with its formats. */
export interface BoundValue extends CompiledValue {
  readonly read: ReadValue;
}

export interface DocumentPlan {
  readonly header: readonly BoundValue[];
  readonly lines: readonly BoundValue[];
  readonly extraLines: readonly (readonly BoundValue[])[];
  readonly verifyDocument: readonly BoundValue[];
  readonly verifyLine: readonly BoundValue[];
  readonly grouping: Grouping;
  /** All values by their forms, which the plans of several files have in common. */
  readonly values: ReadonlyMap<ValueForm, BoundValue>;
  /** Number of columns that the header names. */
  readonly width: number;
}

/** What a header value came to over the rows of a group. */
interface HeaderValue {
  readonly value: Value;
  readonly origin: PlacedRow;
}

const NO_ORIGINS: ReadonlyMap<string, RowRef> = new Map();
const NO_BLANKS: ReadonlySet<string> = new Set();
const NO_VERIFY: ReadonlyMap<string, Decimal> = new Map();
const DISCOUNTS: ReadonlySet<string> = new Set(['DiscountRate', 'DiscountAmount']);
const LINE_AMOUNTS: readonly string[] = ['UnitAmount', 'LineAmount'];

export function assembler(plan: DocumentPlan): Assemble {
  return (rows) => {
    const findings: Finding[] = [];
    checkRows(plan, rows, findings);
    const { fields, origins } = readHeader(plan, rows, findings);
    const lines: DocumentLine[] = [];
    if (plan.lines.length > 0) for (const row of rows) addLine(row.by ?? plan, row, lines, findings);
    for (const values of plan.extraLines) addExtraLine(plan, values, rows, lines, findings);
    const verify = readVerify(plan, rows, findings);
    const document = { rows: rows.map((row) => row.ref), fields, origins, lines, verify };
    return findings.length === 0 ? { document, findings } : { partial: document, findings: distinct(findings) };
  };
}

function checkRows(plan: DocumentPlan, rows: readonly PlacedRow[], findings: Finding[]): void {
  const [first] = rows;
  if (first === undefined) return;
  for (const { ref, row, by } of rows) {
    const { width } = by ?? plan;
    if (row.cells.length > width) checkWidth(width, ref, row, findings);
  }
  if (rows.length > 1 || plan.grouping.kind === 'row') return;
  const blank = plan.grouping.blank(first.row);
  if (blank !== undefined) findings.push(finding(first.ref, { ...failure('group/no-key'), column: blank, value: '' }));
}

function checkWidth(width: number, ref: RowRef, row: SourceRow, findings: Finding[]): void {
  const extra = row.cells.slice(width).filter((cell) => !isBlank(cell));
  if (extra.length === 0) return;
  const params = { columns: String(width), extra: String(extra.length) };
  findings.push(finding(ref, { ...failure('read/extra-cells', params), value: extra.map(cellText).join(' | ') }));
}

function readHeader(plan: DocumentPlan, rows: readonly PlacedRow[], findings: Finding[]) {
  const fields = new Map<string, Value>();
  let origins: Map<string, RowRef> | undefined;
  for (const item of plan.header) {
    const { name } = item.field;
    if (item.columns.length === 0) {
      if (item.constant !== undefined) fields.set(name, item.constant);
      continue;
    }
    const found = agreedValue(item, rows, plan.grouping, findings);
    if (found === undefined) continue;
    fields.set(name, found.value);
    if (found.origin !== rows[0]) {
      origins ??= new Map();
      origins.set(name, found.origin.ref);
    }
  }
  return { fields, origins: origins ?? NO_ORIGINS };
}

/** The first value that is not blank; a finding at every later row that says otherwise. */
function agreedValue(
  item: BoundValue,
  rows: readonly PlacedRow[],
  grouping: Grouping,
  findings: Finding[],
): HeaderValue | undefined {
  let found: HeaderValue | undefined;
  let previous: PlacedRow | undefined;
  for (const placed of rows) {
    const own = formOf(item, placed);
    if (previous !== undefined && sameCells(own.columns, placed, previous)) continue;
    previous = placed;
    const value = own.read(placed.row);
    if (value === undefined) continue;
    if (isFailure(value)) findings.push(finding(placed.ref, value));
    else if (found === undefined) found = { value, origin: placed };
    else if (!agrees(item.field.name, found.value, value, grouping)) {
      findings.push(finding(placed.ref, disagreement(item, found, { value, origin: placed })));
    }
  }
  return found;
}

/** The value as the row's own file has it. */
function formOf(item: BoundValue, { by }: PlacedRow): BoundValue {
  return by?.values.get(item.form) ?? item;
}

function sameCells(columns: readonly number[], a: PlacedRow, b: PlacedRow): boolean {
  for (const index of columns) if (a.row.cells[index] !== b.row.cells[index]) return false;
  return a.by === b.by;
}

/** Fields of the key agree by it; a contact's name in any case is the same contact. */
function agrees(field: string, a: Value, b: Value, grouping: Grouping): boolean {
  if (a === b || grouping.fields.has(field)) return true;
  if (typeof a === 'object' && typeof b === 'object') return equal(a, b);
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  return CONTACT_FIELDS.includes(field) && foldKey(a) === foldKey(b);
}

/** Shows the two cells as they stand; what they came to where a value is made of several, or the formats differ. */
function disagreement(item: BoundValue, found: HeaderValue, other: HeaderValue): Failure {
  const code = CONTACT_FIELDS.includes(item.field.name) ? 'group/contacts-differ' : 'group/rows-disagree';
  const [first, later] = [cellBehind(item, found), cellBehind(item, other)];
  const told = first !== undefined && later !== undefined && first !== later;
  const texts = told ? { first, later } : { first: valueText(found.value), later: valueText(other.value) };
  const params = { field: item.field.name, first: texts.first, firstRow: rowName(found.origin.ref) };
  return { code, params, column: formOf(item, other.origin).label, value: texts.later };
}

function cellBehind(item: BoundValue, { origin }: HeaderValue): string | undefined {
  const [column, ...more] = formOf(item, origin).columns;
  const cell = column === undefined || more.length > 0 ? undefined : origin.row.cells[column];
  return cell === undefined ? undefined : cellText(cell).trim();
}

function rowName(ref: RowRef): string {
  return ref.file === undefined ? `row ${ref.number}` : `row ${ref.number} of ${ref.file}`;
}

/** A row whose line cells are all blank, constants aside, adds none. */
function addLine(plan: DocumentPlan, placed: PlacedRow, lines: DocumentLine[], findings: Finding[]): void {
  const { ref, row } = placed;
  const values = new Map<string, Value>();
  const before = findings.length;
  let blank: Set<string> | undefined;
  let filled = false;
  for (const item of plan.lines) {
    const { name } = item.field;
    if (item.columns.length === 0) {
      if (item.constant !== undefined) values.set(name, item.constant);
      continue;
    }
    const value = item.read(row);
    if (value === undefined) {
      blank ??= new Set();
      blank.add(name);
    } else if (isFailure(value)) findings.push(finding(ref, value));
    else {
      if (!item.hasDefault) filled = true;
      if (!isZeroDiscount(name, value)) values.set(name, value);
    }
  }
  if (!filled && findings.length === before && !hasCells(plan.lines, row)) return;
  checkTracking(values, plan.lines, ref, findings);
  const verify = plan.verifyLine.length === 0 ? NO_VERIFY : lineVerify(plan.verifyLine, placed, findings);
  lines.push({ row: ref, values, extra: false, blank: blank ?? NO_BLANKS, verify });
}

function isZeroDiscount(name: string, value: Value): boolean {
  return DISCOUNTS.has(name) && typeof value === 'object' && isZero(value);
}

/** Some cell of the lines' columns is filled, or there are none and every row is a line. */
function hasCells(lines: readonly BoundValue[], row: SourceRow): boolean {
  const mapped = lines.filter((item) => item.columns.length > 0);
  return mapped.length === 0 || mapped.some((item) => item.columns.some((index) => !isBlank(row.cells[index])));
}

/** `Tracking.1.Name` and `Tracking.1.Option` come together: without an option neither is sent. */
function checkTracking(values: Map<string, Value>, lines: readonly BoundValue[], ref: RowRef, findings: Finding[]) {
  for (const prefix of ['Tracking.1', 'Tracking.2']) {
    const option = values.get(`${prefix}.Option`);
    if (option === undefined) values.delete(`${prefix}.Name`);
    else if (!values.has(`${prefix}.Name`)) {
      const label = lines.find((item) => item.field.name === `${prefix}.Option`)?.label ?? '';
      const why = failure('map/tracking-without-category', { field: prefix });
      findings.push(finding(ref, { ...why, column: label, value: valueText(option) }));
    }
  }
}

function lineVerify(items: readonly BoundValue[], { ref, row }: PlacedRow, findings: Finding[]) {
  const verify = new Map<string, Decimal>();
  for (const item of items) {
    const value = item.columns.length === 0 ? item.constant : item.read(row);
    if (isFailure(value)) findings.push(finding(ref, value));
    else if (typeof value === 'object') verify.set(item.field.name, value);
  }
  return verify;
}

/** A line once a document, of cells that count as header cells; none where its amount is blank or 0. */
function addExtraLine(
  plan: DocumentPlan,
  items: readonly BoundValue[],
  rows: readonly PlacedRow[],
  lines: DocumentLine[],
  findings: Finding[],
): void {
  const values = new Map<string, Value>();
  const blank = new Set<string>();
  let origin: PlacedRow | undefined;
  for (const item of items) {
    const found = item.columns.length === 0 ? undefined : agreedValue(item, rows, plan.grouping, findings);
    const value = found?.value ?? item.constant;
    if (value === undefined) blank.add(item.field.name);
    else if (!isZeroDiscount(item.field.name, value)) values.set(item.field.name, value);
    if (found !== undefined && (origin === undefined || LINE_AMOUNTS.includes(item.field.name))) origin = found.origin;
  }
  if (origin === undefined || isNothing(items, values)) return;
  lines.push({ row: origin.ref, values, extra: true, blank, verify: NO_VERIFY });
}

/** All amounts that come from columns are blank or 0. */
function isNothing(items: readonly BoundValue[], values: ReadonlyMap<string, Value>): boolean {
  const fed = items.filter((item) => item.columns.length > 0 && item.field.type === 'decimal');
  const amounts = fed.some((item) => LINE_AMOUNTS.includes(item.field.name))
    ? fed.filter((item) => LINE_AMOUNTS.includes(item.field.name))
    : fed;
  const nothing = (value: Value | undefined) => value === undefined || (typeof value === 'object' && isZero(value));
  return amounts.length > 0 && amounts.every((item) => nothing(values.get(item.field.name)));
}

function readVerify(plan: DocumentPlan, rows: readonly PlacedRow[], findings: Finding[]): ReadonlyMap<string, Decimal> {
  if (plan.verifyDocument.length === 0) return NO_VERIFY;
  const verify = new Map<string, Decimal>();
  for (const item of plan.verifyDocument) {
    const value = item.columns.length === 0 ? item.constant : agreedValue(item, rows, plan.grouping, findings)?.value;
    if (typeof value === 'object') verify.set(item.field.name, value);
  }
  return verify;
}

/** A cell that feeds two fields is complained of once; where the contact differs, that all else does is no news. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const strangers = new Set(findings.filter(({ code }) => code === 'group/contacts-differ').map((one) => one.ordinal));
  const telling = findings.filter(({ code, ordinal }) => code !== 'group/rows-disagree' || !strangers.has(ordinal));
  const key = ({ code, ordinal, column, value }: Finding) => JSON.stringify([code, ordinal, column, value]);
  const first = new Map(telling.toReversed().map((one) => [key(one), one]));
  return [...first.values()].toReversed();
}

function finding(ref: RowRef, why: Failure): Finding {
  return {
    code: why.code,
    severity: 'ERROR',
    ordinal: ref.ordinal,
    row: ref.number,
    ...(why.column === undefined ? {} : { column: why.column }),
    ...(why.value === undefined ? {} : { value: why.value }),
    params: why.params,
  };
}
