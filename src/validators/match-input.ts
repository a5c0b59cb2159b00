/** Takes out of a checked document what is needed to look it up in the organisation. */

import { formatDecimal } from '../model/decimal.ts';
import type { Document, FieldLabels } from '../model/document.ts';
import type { EntityShape, MatchKey } from '../model/entity.ts';
import type { Facts } from '../model/facts.ts';
import type { MatchInput, MatchPlace, MatchValues, PaymentTarget } from '../model/matching.ts';
import type { WriteMode } from '../model/rule.ts';
import { decimalOf, textOf, valueText } from '../model/values.ts';
import type { CheckedDocument } from './check-document.ts';
import { hasLineTargets, lineTargets } from './line-targets.ts';
import { missingFields } from './missing-fields.ts';
import { targetField } from './resolve/payment-target.ts';

export interface MatchInputOptions {
  readonly entity: EntityShape;
  readonly facts: Facts;
  readonly labels: FieldLabels;
  readonly mode: WriteMode;
  /** `send.match`: the fields that find the existing record, instead of the entity's own keys. */
  readonly match?: readonly string[];
  /** Of an action: the entities within which its records stand, of which then the target is one; none where they stand by themselves. */
  readonly owners?: readonly string[];
}

export function matchInput(document: Document, checked: CheckedDocument, options: MatchInputOptions): MatchInput {
  const { entity, facts, mode } = options;
  const { fields } = document;
  const amount = decimalOf(fields, 'Amount');
  const targets = targetsOf(checked, options);
  const account = facts.accountById(textOf(fields, 'Account.AccountID') ?? '');
  const missing = mode === 'upsert' ? missingOf(document, checked, entity, facts) : [];
  return {
    entity: entity.name,
    at: placeOf(document, targets.target, options),
    keys: keysOf(document, checked, options),
    missing,
    ...text('type', isTold(entity) ? textOf(fields, 'Type') : undefined),
    ...text('status', entity.status === undefined ? undefined : textOf(fields, entity.status.field)),
    ...text('date', textOf(fields, 'Date')),
    ...text('currency', account?.currency === '' ? undefined : account?.currency),
    ...text('amount', amount === undefined ? undefined : formatDecimal(amount)),
    ...(hasLineTargets(entity)
      ? { lineTargets: lineTargets(document, options.labels), base: facts.organisation.baseCurrency }
      : {}),
    ...targets,
    ...(options.owners === undefined ? NOTHING : text('contactId', contactId(checked))),
    ...(options.owners === undefined || targets.target === undefined
      ? {}
      : { own: placeOf(document, undefined, options) }),
  };
}

/** Whether records of different types are different ones, whatever their number: an account is the same whatever it becomes. */
function isTold({ numberField, match }: EntityShape): boolean {
  return numberField === undefined || match.some(({ when }) => when?.Type !== undefined);
}

/** A new contact is no longer in the document, but on its way. */
function missingOf(
  document: Document,
  { contact }: CheckedDocument,
  entity: EntityShape,
  facts: Facts,
): readonly string[] {
  const fields = missingFields(document, entity, facts).map((each) => each.field);
  const isComing = (field: string) => contact.kind === 'new' && (field === 'Contact' || field.startsWith('Contact.'));
  return [...new Set(fields)].filter((field) => !isComing(field));
}

/** The document that it settles or stands within, and for what stands between two the second one. */
function targetsOf(
  { targets }: CheckedDocument,
  { owners }: MatchInputOptions,
): { readonly target?: PaymentTarget; readonly other?: PaymentTarget } {
  const target = owners === undefined || owners.length === 0 ? targets[0] : targets.find(isOf(owners));
  if (target === undefined) return NOTHING;
  const other = owners === undefined ? undefined : targets.find((each) => each !== target);
  return other === undefined ? { target } : { target, other };
}

function isOf(entities: readonly string[]): (target: PaymentTarget) => boolean {
  return ({ entity }) => entities.includes(entity);
}

function placeOf(document: Document, target: PaymentTarget | undefined, options: MatchInputOptions): MatchPlace {
  const { labels } = options;
  const field = target === undefined ? keyField(document, options) : targetField(document, target);
  const row = (field === undefined ? undefined : document.origins.get(field)) ?? document.rows[0];
  const value = field === undefined ? undefined : document.fields.get(field);
  return {
    ordinal: row?.ordinal ?? -1,
    row: row?.number ?? 0,
    ...text('column', field === undefined ? undefined : (labels.header(field) ?? field)),
    ...text('value', value === undefined ? undefined : valueText(value)),
  };
}

function keyField(document: Document, { entity, match }: MatchInputOptions): string | undefined {
  const own = [entity.numberField ?? '', entity.idField, ...entity.match.flatMap((key) => key.fields)];
  const fields = [...(match ?? []), ...own];
  return fields.find((field) => document.fields.has(field));
}

/** The ID, then the entity's own keys; where a condition's field is not mapped the narrower key comes first. */
function keysOf(
  document: Document,
  checked: CheckedDocument,
  { entity, match }: MatchInputOptions,
): readonly MatchValues[] {
  const own: readonly MatchKey[] = match === undefined ? entity.match : [{ fields: match }];
  const open = own.filter((key) => applies(key, document));
  const sorted = open.every((key) => isSettled(key, document))
    ? open
    : open.toSorted((a, b) => b.fields.length - a.fields.length);
  return [{ fields: [entity.idField] }, ...sorted].flatMap(
    (key) => keyValues(key.fields, document, checked, entity) ?? [],
  );
}

/** A condition on a field that is not mapped may hold: an update need not say the Type. */
function applies(key: MatchKey, document: Document): boolean {
  return Object.entries(key.when ?? {}).every(([field, values]) => {
    const value = textOf(document.fields, field);
    return value === undefined || values.includes(value);
  });
}

function isSettled(key: MatchKey, document: Document): boolean {
  return Object.keys(key.when ?? {}).every((field) => document.fields.has(field));
}

/** Undefined where a field is blank, or the contact does not exist yet: then nothing can match. */
function keyValues(
  names: readonly string[],
  document: Document,
  checked: CheckedDocument,
  entity: EntityShape,
): readonly MatchValues[] | undefined {
  const values: Record<string, string> = {};
  for (const name of names) {
    const isContact = name === 'Contact' || name.startsWith('Contact.');
    const value = isContact ? contactId(checked) : textOf(document.fields, name);
    if (value === undefined || value.trim() === '') return undefined;
    values[isContact ? 'contactId' : keyName(name, entity)] = value;
  }
  return [values];
}

function contactId({ contact }: CheckedDocument): string | undefined {
  return contact.kind === 'known' ? contact.id : undefined;
}

function keyName(field: string, entity: EntityShape): string {
  if (field === entity.idField) return 'id';
  if (field === entity.numberField) return 'number';
  if (field === 'Type') return 'type';
  return entity.name === 'Contacts' && field === 'Name' ? 'contactName' : field;
}

const NOTHING = {};

function text<K extends string>(key: K, value: string | undefined): { readonly [key in K]?: string } {
  return value === undefined ? NOTHING : ({ [key]: value } as { readonly [key in K]: string });
}
