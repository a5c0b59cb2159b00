/** Turns a record as Xero gives it out into rows of cells: one for the record, or one for each of its lines, payments or allocations. */

import type { EntityShape, Field } from '../model/entity.ts';
import type { Facts } from '../model/facts.ts';
import type { Lookup, OutputColumn, RowLevel } from '../model/job.ts';
import type { Cell } from '../model/source-row.ts';
import { elementReader, type ReadElement } from './element-value.ts';
import { type ExactObject, listAt, textAt } from './exact-json.ts';

export interface FlattenPlan {
  readonly entity: EntityShape;
  readonly level: RowLevel;
  readonly columns: readonly OutputColumn[];
  readonly inner: readonly OutputColumn[];
  readonly facts: Pick<Facts, 'brandingThemes'>;
  /** The whole contact of a document, where columns name more of it than a document holds. */
  readonly contactOf?: (contactId: string) => ExactObject | undefined;
}

/** Cells in the order of `columns`, then `inner`. A record without lines has one row all the same, one without payments none. */
export type Flatten = (element: ExactObject) => readonly (readonly Cell[])[];

/** Reads a column of an element. */
export type ReadCell = (element: ExactObject) => Cell;

export function compileFlatten(plan: FlattenPlan): Flatten {
  const { entity, level } = plan;
  const own = plan.columns.map((column) => recordCell(column, plan));
  if (level === 'record') return (element) => [own.map((read) => read(element))];
  const lists = level === 'lines' ? [entity.lines?.name ?? ''] : (entity.inner?.[level]?.names ?? []);
  const inner = plan.inner.map((column) => innerCell(column, plan));
  const spreadList = level === 'lines' ? entity.lines?.spread : undefined;
  return (element) => {
    const cells = own.map((read) => read(element));
    const rows = lists.flatMap((list) =>
      spread(listAt(element, list), spreadList).map((each) => cells.concat(inner.map((read) => read(each, list)))),
    );
    return rows.length > 0 || level !== 'lines' ? rows : [cells.concat(inner.map(() => ''))];
  };
}

/** A line with a list of its own comes once for each of that list's elements. */
function spread(lines: readonly ExactObject[], list: string | undefined): readonly ExactObject[] {
  if (list === undefined) return lines;
  return lines.flatMap((line) => listAt(line, list).map((each): ExactObject => ({ ...line, [list]: each })));
}

/** Reads a column of an element that stands in a list of that name. */
type ReadInner = (element: ExactObject, list: string) => Cell;

/** The column that tells in which list an element stands. */
const LIST = 'Kind';

/** The field that stands behind a short name in what Xero gives out. */
const SHORT_NAMES: Readonly<Record<string, readonly string[]>> = {
  Contact: ['Contact.Name'],
  Invoice: ['Invoice.InvoiceNumber'],
  CreditNote: ['CreditNote.CreditNoteNumber'],
  Prepayment: ['Prepayment.InvoiceNumber', 'Prepayment.PrepaymentID'],
  ...Object.fromEntries(
    ['Account', 'BankAccount', 'FromBankAccount', 'ToBankAccount'].map((name) => [
      name,
      [`${name}.Code`, `${name}.Name`, `${name}.AccountID`],
    ]),
  ),
};

/** Reads a field of the record itself. */
export function recordCell(column: OutputColumn, plan: Pick<FlattenPlan, 'entity' | 'facts' | 'contactOf'>): ReadCell {
  const { entity, facts, contactOf } = plan;
  const field = entity.fields.find(({ name }) => name === column.field) ?? {
    name: column.field,
    type: 'text' as const,
  };
  const cell = cellMaker(field, column.lookup);
  const short = field.notSent === true ? SHORT_NAMES[field.name] : undefined;
  if (short !== undefined) {
    const readers = short.map((name) => elementReader(entity, { name, type: 'text' }));
    return (element) => cell(firstOf(readers, element));
  }
  if (field.names === 'branding-theme') {
    const themes = new Map(facts.brandingThemes.map(({ id, name }) => [id, name]));
    return (element) => cell(themes.get(themeId(element)) ?? '');
  }
  const read = elementReader(entity, field);
  if (contactOf === undefined || !field.name.startsWith('Contact.')) return (element) => cell(read(element));
  return (element) => {
    const whole = contactOf(textAt(element, 'Contact.ContactID'));
    return cell(read(whole === undefined ? element : { Contact: whole }));
  };
}

function themeId(element: ExactObject): string {
  return textAt(element, 'BrandingThemeID') || textAt(element, 'BrandingTheme.BrandingThemeID');
}

function firstOf(readers: readonly ReadElement[], element: ExactObject): string {
  for (const read of readers) {
    const text = read(element);
    if (text !== '') return text;
  }
  return '';
}

const TRACKING = /^Tracking\.(?:(\d+)\.(Name|Option)|(\S.*))$/;

function textField(name: string): Field {
  return { name, type: 'text' };
}

/** Reads a field of a line, payment or allocation. */
function innerCell(column: OutputColumn, { entity, level }: FlattenPlan): ReadInner {
  const [, place, part, category] = TRACKING.exec(column.field) ?? [];
  const known = level === 'lines' ? entity.lines?.fields : level === 'record' ? [] : entity.inner?.[level]?.fields;
  const field = known?.find(({ name }) => name === column.field) ?? textField(column.field);
  const cell = cellMaker(field, column.lookup);
  const { trackingList = 'Tracking' } = entity.lines ?? {};
  if (column.field === LIST) return (_, list) => cell(list);
  if (place !== undefined)
    return (line) => cell(textAt(listAt(line, trackingList)[Number(place) - 1], part === 'Name' ? 'Name' : 'Option'));
  if (category !== undefined) {
    const folded = category.toLowerCase();
    const isOf = (each: ExactObject) => textAt(each, 'Name').toLowerCase() === folded;
    return (line) => cell(textAt(listAt(line, trackingList).find(isOf), 'Option'));
  }
  /** A contact as a line stands there itself. */
  const read = elementReader({}, field.names === 'known-contact' ? { name: 'Name', type: 'text' } : field);
  return (line) => cell(read(line));
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** Numbers are number cells with the digits that came, money with two places at the least; days are date cells, texts stay texts. */
function cellMaker(
  { type, decimals }: Pick<Field, 'type' | 'decimals'>,
  lookup: Lookup | undefined,
): (text: string) => Cell {
  const said = new Map(lookup?.entries.map(([from, to]) => [to.toLowerCase(), from]));
  const plain = (text: string): Cell => {
    if (text === '') return '';
    if (type === 'date') return { d: text };
    if (type === 'boolean') return { b: text === 'true' };
    if ((type !== 'decimal' && type !== 'integer') || !NUMBER.test(text)) return text;
    return { n: decimals === 2 ? withCents(text) : text };
  };
  return said.size === 0 ? plain : (text) => said.get(text.toLowerCase()) ?? plain(text);
}

function withCents(number: string): string {
  const point = number.indexOf('.');
  if (point < 0) return `${number}.00`;
  return point === number.length - 2 ? `${number}0` : number;
}
