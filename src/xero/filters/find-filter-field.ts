/** Finds the field that a condition names, and says which fields cannot be filtered by. */

import type { EntityShape, Field } from '../../model/entity.ts';
import { nearest } from '../../model/nearest.ts';
import type { FilterField } from './filter-check.ts';

/** Where the short names look. */
const SHORT_NAMES: Readonly<Record<string, readonly string[]>> = {
  Contact: ['Contact.ContactID', 'Contact.Name', 'Contact.ContactNumber'],
  Invoice: ['Invoice.InvoiceID', 'Invoice.InvoiceNumber'],
  CreditNote: ['CreditNote.CreditNoteID', 'CreditNote.CreditNoteNumber'],
  Prepayment: ['Prepayment.PrepaymentID', 'Prepayment.InvoiceNumber'],
  ...Object.fromEntries(
    ['Account', 'BankAccount', 'FromBankAccount', 'ToBankAccount'].map((name) => [
      name,
      [`${name}.AccountID`, `${name}.Code`, `${name}.Name`],
    ]),
  ),
  BrandingTheme: ['BrandingThemeID'],
};

/** A text says why there is none. */
export function findFilterField(entity: EntityShape, name: string): FilterField | string {
  const field = [...entity.fields, ...(entity.read.options ?? [])].find((each) => each.name === name);
  if (field === undefined) return unknown(entity, name);
  if (!isCarried(entity, name)) {
    return `\`${name}\` cannot be filtered by: lists of ${entity.name} do not hold it.${carriedBeside(entity, name)}`;
  }
  const type = name === 'UpdatedDateUTC' || name === entity.read.stamp ? 'date' : field.type;
  const paths = field.notSent === true ? (SHORT_NAMES[name] ?? [name]) : [name];
  return { name, type, paths, ...(field.values === undefined ? {} : { values: field.values }) };
}

/** Whether a collection's elements hold the field. */
export function isCarried(entity: EntityShape, name: string): boolean {
  const [object, held] = withheldFrom(entity, name) ?? [];
  return object === undefined || held === undefined || held.includes(name.slice(object.length + 1));
}

function withheldFrom(entity: EntityShape, name: string): readonly [string, readonly string[]] | undefined {
  return Object.entries(entity.read.carried ?? {}).find(([object]) => name.startsWith(`${object}.`));
}

function carriedBeside(entity: EntityShape, name: string): string {
  const [object = '', held = []] = withheldFrom(entity, name) ?? [];
  const names = held.map((each) => `\`${object}.${each}\``);
  return names.length === 0 ? '' : ` They hold ${names.join(', ')}.`;
}

function unknown(entity: EntityShape, name: string): string {
  const ofLines = entity.lines?.fields.some((field: Field) => field.name === name) === true;
  if (ofLines || name.startsWith('Tracking.')) {
    return `\`${name}\` is a field of the lines, and records are filtered as a whole. Leave it out, and filter the rows in the spreadsheet.`;
  }
  const near = nearest(
    name,
    entity.fields.map((field) => field.name),
  );
  const meant = near.length === 0 ? '' : ` Did you mean ${near.map((each) => `\`${each}\``).join(' or ')}?`;
  return `\`${name}\` is no field of ${entity.name}.${meant}`;
}
