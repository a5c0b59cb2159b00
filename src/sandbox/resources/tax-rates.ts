/** Tax rates: listed, one custom rate added, changed or deleted at a time. */
import { decimalOf, sum, toJson, zero } from '../books/decimal.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import { listReply, oneReply, type Reading } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { elementsOf, messages } from '../server/elements.ts';
import { amountIn, textIn } from '../server/input.ts';
import { envelope, type Reply, validationReply } from '../server/reply.ts';

export const taxRates: Endpoint = (call) => {
  const [reference] = call.path;
  if (call.path.length > 1) return undefined;
  if (call.method === 'GET')
    return reference === undefined ? listReply(call, reading) : oneReply(call, reading, reference);
  return reference === undefined && (call.method === 'PUT' || call.method === 'POST') ? save(call) : undefined;
};

/** Only the first element counts: the endpoint takes one rate. */
function save(call: Call): Reply {
  const input = elementsOf(call, 'TaxRates')[0] ?? {};
  const before = call.method === 'PUT' ? undefined : matched(call, input);
  const errors = taxRateErrors(call, input, before);
  if (errors.length > 0) return validationReply([{ ...input, ValidationErrors: messages(errors) }]);
  const taxType = textOf(before?.body.TaxType) ?? nextTaxType(call);
  const components = objectsOf(input.TaxComponents ?? before?.body.TaxComponents);
  const rate = toJson(sum(components.map((component) => decimalOf(component.Rate) ?? zero)), 4);
  const name = textIn(input, 'Name') ?? textOf(before?.body.Name) ?? '';
  const status = textIn(input, 'Status')?.toUpperCase() ?? before?.status ?? 'ACTIVE';
  const body: JsonObject = {
    Name: name,
    TaxType: taxType,
    ReportTaxType: input.ReportTaxType ?? before?.body.ReportTaxType,
    CanApplyToAssets: true,
    CanApplyToEquity: true,
    CanApplyToExpenses: true,
    CanApplyToLiabilities: true,
    CanApplyToRevenue: true,
    DisplayTaxRate: rate,
    EffectiveRate: rate,
    Status: status,
    TaxComponents: components.map((component) => ({ IsCompound: false, IsNonRecoverable: false, ...component })),
  };
  call.store.put({
    kind: 'TaxRates',
    id: taxType.toLowerCase(),
    key: name.toLowerCase(),
    status,
    updated: call.now,
    body,
  });
  return envelope(call, { TaxRates: [body] });
}

function taxRateErrors(call: Call, input: JsonObject, before: StoredRecord | undefined): readonly string[] {
  const errors: string[] = [];
  const name = textIn(input, 'Name');
  if (before !== undefined && !before.id.startsWith('tax0')) errors.push('System tax rates cannot be updated.');
  if (before === undefined && name === undefined) errors.push('Name must be specified.');
  const namesake = name === undefined ? undefined : named(call, name);
  if (namesake !== undefined && namesake.id !== before?.id) errors.push('Name must be unique.');
  if (before === undefined && objectsOf(input.TaxComponents).length === 0) {
    errors.push('At least one tax component must be specified.');
  }
  const rates = objectsOf(input.TaxComponents).map((component) => amountIn(component, 'Rate') ?? zero);
  if (rates.some((rate) => rate.units < 0n)) errors.push('Tax component rates must not be negative.');
  const reportNeeded = call.organisation.country !== 'US' && before === undefined;
  if (reportNeeded && textIn(input, 'ReportTaxType') === undefined) errors.push('ReportTaxType must be specified.');
  return errors;
}

function matched(call: Call, input: JsonObject): StoredRecord | undefined {
  const taxType = textIn(input, 'TaxType');
  const name = textIn(input, 'Name');
  if (taxType !== undefined) return call.store.get('TaxRates', taxType);
  return name === undefined ? undefined : named(call, name);
}

function named(call: Call, name: string): StoredRecord | undefined {
  const conditions = [{ column: 'key', operator: '=', value: name.toLowerCase() }] as const;
  return call.store.select('TaxRates', { conditions }).find((record) => record.status !== 'DELETED');
}

function nextTaxType(call: Call): string {
  let count = 1;
  while (call.store.get('TaxRates', typeNumber(count)) !== undefined) count += 1;
  return typeNumber(count);
}

function typeNumber(count: number): string {
  return `TAX${String(count).padStart(3, '0')}`;
}

const reading: Reading = {
  kind: 'TaxRates',
  collection: 'TaxRates',
  paged: false,
  columns: { taxtype: 'id', name: 'key', status: 'status' },
  find: (call, reference) => call.store.get('TaxRates', reference),
  shape: (_call, record) => record.body,
};
