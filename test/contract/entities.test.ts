import { describe, expect, test } from 'vitest';
import type { EntityShape, Field } from '../../src/model/entity.ts';
import { findTask, subjectsOf } from '../../src/model/find-task.ts';
import { actions } from '../../src/xero/actions/index.ts';
import { describeFields } from '../../src/xero/describe-fields.ts';
import { entities } from '../../src/xero/entities/index.ts';

const NAME = /^[A-Z][A-Za-z0-9]*(\.[A-Za-z0-9]+)*$/;
const SCOPE =
  /^(accounting\.(invoices|payments|contacts|settings|banktransactions|manualjournals|journals|budgets)|paymentservices)$/;
const SHORT_NAMES = ['contact', 'account', 'invoice', 'credit-note', 'branding-theme'];

const byName = (fields: readonly Field[]) => new Map(fields.map((field) => [field.name, field]));
const placeholders = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);

function legalValues(entity: EntityShape, field: string): readonly string[] {
  return byName(entity.fields).get(field)?.values ?? [];
}

const IMPORTED = `
  Accounts BankTransactions BankTransfers BatchPayments ContactGroups Contacts CreditNotes Currencies
  ExpenseClaims Invoices Items LinkedTransactions ManualJournals Payments PurchaseOrders Quotes
  Receipts RepeatingInvoices TaxRates TrackingCategories`
  .trim()
  .split(/\s+/);
const READ_ALONE = `
  BrandingThemes Budgets ContactGroupMembers InvoiceReminders Journals Organisations Overpayments
  PaymentServices Prepayments TrackingOptions Users`
  .trim()
  .split(/\s+/);

test('the entities that can be imported, and those that can be read alone', () => {
  const names = (found: readonly EntityShape[]) => found.map(({ name }) => name);
  const imported = entities.filter(({ create, update }) => create !== undefined || update !== undefined);
  expect(names(imported)).toEqual(IMPORTED);
  expect(names(entities.filter((entity) => !imported.includes(entity)))).toEqual(READ_ALONE);
});

describe.each(entities)('$name', (entity) => {
  const header = byName(entity.fields);
  const all = [...entity.fields, ...(entity.lines?.fields ?? [])];

  test('every field stands once, under a name that is plain', () => {
    for (const fields of [entity.fields, entity.lines?.fields ?? []]) {
      const names = fields.map(({ name }) => name);
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
      expect(names.filter((name) => !NAME.test(name))).toEqual([]);
    }
  });

  test('a choice has values, each once, and nothing else has any', () => {
    for (const { name, type, values } of all) {
      expect([name, values !== undefined]).toEqual([name, type === 'choice']);
      if (values !== undefined) expect([name, values.length]).toEqual([name, new Set(values).size]);
    }
  });

  test('only texts have lengths and only numbers have places', () => {
    const wrong = all.filter(
      ({ type, maxLength, decimals }) =>
        (maxLength !== undefined && (type !== 'text' || maxLength < 1)) ||
        (decimals !== undefined && (type !== 'decimal' || decimals < 2 || decimals > 6)),
    );
    expect(wrong).toEqual([]);
  });

  test('what Xero computes is neither needed nor looked up', () => {
    const computed = all.filter((field) => field.readOnly);
    expect(computed.filter(({ required, names, notSent }) => required ?? names ?? notSent)).toEqual([]);
  });

  test('short names are never sent', () => {
    const short = all.filter(({ names }) => SHORT_NAMES.includes(names ?? ''));
    expect(short.filter(({ notSent, name }) => notSent !== true || name.includes('.'))).toEqual([]);
  });

  test('identifier and number come first, and an identifier first in its object', () => {
    const known = entity.idField.endsWith('ID') ? { type: 'id' } : {};
    expect(entity.fields[0]).toMatchObject({ name: entity.idField, ...known });
    if (entity.numberField !== undefined) expect(header.has(entity.numberField)).toBe(true);
    const identifiers = entity.fields.filter(
      ({ name, type, readOnly }) => type === 'id' && name.includes('.') && !readOnly,
    );
    for (const { name } of identifiers) {
      const object = name.slice(0, name.lastIndexOf('.') + 1);
      const first = entity.fields.find((field) => field.name.startsWith(object));
      expect([name, first?.type]).toEqual([name, 'id']);
    }
  });

  test('every path inside a collection names a member, numbered ones from 1 without a gap', () => {
    for (const [path, { kind }] of Object.entries(entity.collections ?? {})) {
      const inside = entity.fields
        .filter(({ name }) => name.startsWith(`${path}.`))
        .map(({ name }) => name.slice(path.length + 1));
      expect([path, inside.length > 0]).toEqual([path, true]);
      expect(inside.filter((rest) => !/^[^.]+\.[^.]+$/.test(rest))).toEqual([]);
      const members = [...new Set(inside.map((rest) => rest.split('.')[0]!))];
      const expected =
        kind === 'numbered'
          ? members.map((_, index) => String(index + 1))
          : members.filter((member) => /^[A-Z]+$/.test(member));
      expect(members).toEqual(expected);
    }
  });

  test('routes lead to the resource, and their braces name its fields', () => {
    for (const route of [entity.create, entity.update].filter((candidate) => candidate !== undefined)) {
      expect(route.path.startsWith(entity.path)).toBe(true);
      expect(placeholders(route.path).filter((name) => !header.has(name))).toEqual([]);
      expect(route.batch).toBeGreaterThan(0);
      expect(route.batch).toBeLessThanOrEqual(50);
      if (route.batch > 1) expect(route).toMatchObject({ body: 'envelope', summarizeErrors: true });
    }
    if (entity.create !== undefined) expect(entity.create.method).toBe('PUT');
    if (entity.update !== undefined) expect(entity.update.method).toBe('POST');
  });

  test('its statuses are closed', () => {
    const { status } = entity;
    if (status === undefined) return;
    const values = legalValues(entity, status.field);
    expect(Object.keys(status.moves).sort()).toEqual([...values].sort());
    const named = [
      status.initial,
      ...status.creatable,
      ...status.editable,
      ...status.gone,
      ...Object.values(status.moves).flat(),
    ];
    expect(named.filter((name) => !values.includes(name))).toEqual([]);
    expect(status.creatable).toContain(status.initial);
    expect(status.gone.filter((name) => status.editable.includes(name))).toEqual([]);
    const leaving = Object.values(status.moves).flat();
    expect(status.gone.filter((name) => leaving.includes(name))).toEqual([]);
  });

  test('keys consist of its fields and hold for legal values', () => {
    for (const { fields, when = {} } of [...entity.match, ...(entity.group ?? [])]) {
      expect(fields.filter((field) => !header.has(field))).toEqual([]);
      for (const [field, values] of Object.entries(when)) {
        expect(values.filter((value) => !legalValues(entity, field).includes(value))).toEqual([]);
      }
    }
    if (entity.lookUp?.by === 'where') expect(header.has(entity.lookUp.field)).toBe(true);
    if (entity.match.length > 0) expect(entity.lookUp).toBeDefined();
  });

  test('its links open the organisation and the record, one for every type', () => {
    const { link } = entity;
    if (link === undefined) return;
    const links = typeof link === 'string' ? [link] : Object.values(link);
    for (const address of links) expect(placeholders(address)).toEqual(['shortCode', 'id']);
    if (typeof link !== 'string') expect(Object.keys(link).sort()).toEqual([...legalValues(entity, 'Type')].sort());
  });

  test('it asks for a granular permission', () => {
    expect(entity.scope).toMatch(entity.endOfLife === undefined ? SCOPE : /^accounting\.transactions$/);
  });

  test('it is described to the last field', () => {
    const described = describeFields(entity);
    expect(described.filter(({ place }) => place === 'header').map(({ field }) => field)).toEqual([...header.keys()]);
    expect(described.filter(({ place }) => place === 'line').length).toBe(
      entity.lines === undefined ? 0 : entity.lines.fields.length + (entity.lines.tracking ? 3 : 0),
    );
  });
});

test('sales are told apart by number, bills by contact and number', () => {
  for (const name of ['Invoices', 'CreditNotes']) {
    const { match, group, numberField } = entities.find((entity) => entity.name === name)!;
    const [sales, purchases] = match;
    expect(sales?.fields).toEqual([numberField]);
    expect(purchases?.fields).toEqual(['Contact', numberField]);
    expect(Object.values(sales?.when ?? {}).flat()).toEqual([expect.stringMatching(/^ACCREC/)]);
    expect(Object.values(purchases?.when ?? {}).flat()).toEqual([expect.stringMatching(/^ACCPAY/)]);
    expect(group).toEqual(match);
  }
});

test('payments can neither be changed nor found by a key', () => {
  const payments = entities.find(({ name }) => name === 'Payments')!;
  expect(payments.update).toBeUndefined();
  expect(payments.match).toEqual([]);
});

test('a field is described in words and figures', () => {
  const fields = describeFields(entities.find(({ name }) => name === 'Invoices')!);
  const of = (name: string) => fields.find(({ field }) => field === name);
  expect(of('Type')).toMatchObject({ type: 'one of', required: 'new', values: 'ACCREC ACCPAY', length: '' });
  expect(of('DueDate')).toMatchObject({ type: 'date', required: 'approved' });
  expect(of('UnitAmount')).toMatchObject({ place: 'line', type: 'number', length: '4 places' });
  expect(of('CurrencyCode')).toMatchObject({ type: 'code', values: '' });
  expect(of('AccountCode')).toMatchObject({ type: 'name', length: '' });
  expect(of('Total')).toMatchObject({ required: 'computed' });
  expect(of('Reference')).toMatchObject({ type: 'text', length: '255' });
});

const tasks = actions.flatMap((verb) =>
  subjectsOf(verb, { entities }).map(
    ({ name }) => findTask({ entities, actions }, { entity: name, action: verb.name })!,
  ),
);

test.each(tasks.map((task) => [`${task.action?.name} ${task.entity.name}`, task] as const))('%s', (_, task) => {
  const { entity, action } = task;
  const header = byName(entity.fields);
  const { route, requires = {} } = action!;
  if (route !== undefined) {
    expect(route.path.startsWith(entity.path)).toBe(true);
    const owners = [entity.read.within?.ownerId, 'Owner', 'OwnerID'];
    const known = (field: string) => header.has(field) || owners.includes(field);
    expect(placeholders(route.path).filter((field) => !known(field))).toEqual([]);
  }
  for (const [field, values] of Object.entries(requires)) {
    expect(values.filter((value) => value !== '' && !legalValues(entity, field).includes(value))).toEqual([]);
  }
});
