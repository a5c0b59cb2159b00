/** The fields that Xero needs of a document and that it leaves out. */

import type { Document, DocumentLine, Value } from '../model/document.ts';
import type { EntityShape, Field } from '../model/entity.ts';
import type { Facts } from '../model/facts.ts';
import { documentSide, itemDefaults, type Side } from '../model/line-defaults.ts';
import { textOf } from '../model/values.ts';
import { isOverpayment } from './bank-account.ts';

export interface MissingField {
  readonly field: string;
  /** The fields that would say it, this one among them. */
  readonly names: readonly string[];
  /** The line that lacks it; undefined for a header field. */
  readonly line?: DocumentLine;
}

const APPROVED: ReadonlySet<string> = new Set(['SUBMITTED', 'AUTHORISED', 'POSTED']);
const AMOUNTS = ['Quantity', 'LineAmount', 'ItemCode', 'DiscountRate', 'DiscountAmount'];
const NONE: readonly MissingField[] = [];

/** Whether the document is to count in the books, and so needs all its parts. */
export function isApproved(document: Document, entity: EntityShape): boolean {
  const { status } = entity;
  return status !== undefined && APPROVED.has(textOf(document.fields, status.field) ?? status.initial);
}

/** A text line: a description and nothing that would give it an amount. */
export function isTextLine(line: DocumentLine): boolean {
  if (!line.values.has('Description') || line.values.has('UnitAmount')) return false;
  return !AMOUNTS.some((field) => line.values.has(field));
}

export function missingFields(document: Document, entity: EntityShape, facts: Facts): readonly MissingField[] {
  const approved = isApproved(document, entity);
  let missing: MissingField[] | undefined;
  for (const field of entity.fields) {
    if (field.required === undefined || !isNeeded(field, approved) || isPresent(field, document.fields)) continue;
    missing ??= [];
    missing.push({ field: field.name, names: identities(field) });
  }
  if (entity.lines === undefined) return missing ?? NONE;
  const needed = entity.lines.fields.filter((field) => isNeeded(field, approved));
  if (needed.length === 0) return missing ?? NONE;
  const side = documentSide(entity.name, document.fields);
  for (const line of document.lines) {
    if (isTextLine(line)) continue;
    for (const field of needed) {
      if (line.values.has(field.name) || isDerived(field.name, line.values, facts, side)) continue;
      if (field.name === 'AccountCode' && isOverpayment(document)) continue;
      missing ??= [];
      missing.push({ field: field.name, names: [field.name], line });
    }
  }
  return missing ?? NONE;
}

function isNeeded(field: Field, approved: boolean): boolean {
  return field.required === 'create' || (approved && field.required === 'approved');
}

/** `Contact.Name` is there as soon as any field says which contact it is. */
function isPresent(field: Field, fields: ReadonlyMap<string, Value>): boolean {
  if (fields.has(field.name)) return true;
  const root = rootOf(field);
  return root !== undefined && IDENTITIES.some((identity) => fields.has(root + identity(root)));
}

/** The fields of which each says what the field asks for: `Contact`, `Contact.ContactID`, `Contact.Name`, ... */
export function identities(field: Field): readonly string[] {
  const root = rootOf(field);
  return root === undefined ? [field.name] : IDENTITIES.map((identity) => root + identity(root));
}

/** `Contact` of `Contact.Name`; undefined for a field that names no other thing. */
function rootOf({ name, names }: Field): string | undefined {
  const dot = name.indexOf('.');
  if (dot >= 0) return name.slice(0, dot);
  return names === undefined ? undefined : name;
}

/** What names the thing behind a short name: `Contact`, `Contact.ContactID`, `Account.Code`, `BrandingThemeID`. */
const IDENTITIES: readonly ((root: string) => string)[] = [
  () => '',
  (root) => `.${root}ID`,
  (root) => `.${root}Number`,
  () => '.Name',
  () => '.Code',
  () => '.AccountID',
  () => 'ID',
];

/** Xero derives a quantity or a unit amount from the line amount, and an item brings its own defaults. */
function isDerived(field: string, values: ReadonlyMap<string, Value>, facts: Facts, side: Side | undefined): boolean {
  if (field === 'Quantity') return values.has('LineAmount');
  const item = itemDefaults(values, facts, side);
  if (field === 'UnitAmount') return values.has('LineAmount') || item?.unitPrice !== undefined;
  if (field === 'AccountCode') return values.has('AccountID') || item?.accountCode !== undefined;
  return field === 'Description' && values.has('ItemCode');
}
