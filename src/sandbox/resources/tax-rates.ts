/** Tax rates: listed, one custom rate added, changed or deleted at a time. */
import { type Decimal, decimalOf, toJson, zero } from '../books/decimal.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import { type Reading, readReply } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { messages } from '../server/elements.ts';
import { textIn } from '../server/input.ts';
import { envelope, type Reply, validationReply } from '../server/reply.ts';
import { taxRateShape } from '../validation/list-shapes.ts';
import { shapedElements } from '../validation/shaped-elements.ts';
import { taxRateErrors } from '../validation/tax-rate-errors.ts';
import { effectiveRateOf } from './effective-rate.ts';

export const taxRates: Endpoint = (call) => {
  const [reference] = call.path;
  if (call.path.length > 1) return undefined;
  if (call.method === 'GET') return readReply(call, reading);
  return reference === undefined && call.method !== 'DELETE' ? save(call) : undefined;
};

/** Only the first element counts: the endpoint takes one rate. A new rate gets the next TAX number. */
function save(call: Call): Reply {
  const input = shapedElements(call, 'TaxRates', taxRateShape)[0] ?? {};
  const before = call.method === 'PUT' ? undefined : matched(call, input);
  const name = textIn(input, 'Name');
  const namesake = name === undefined ? undefined : named(call, name);
  const isTaken = namesake !== undefined && namesake.id !== before?.id;
  const errors = taxRateErrors(call, input, before, isTaken);
  if (errors.length > 0) return validationReply([{ ...input, ValidationErrors: messages(errors) }]);
  const body = rateBody(call, input, before?.body ?? {});
  const [id, status] = [String(body.TaxType).toLowerCase(), String(body.Status)];
  call.store.put({ kind: 'TaxRates', id, key: String(body.Name).toLowerCase(), status, updated: call.now, body });
  return envelope(call, { TaxRates: [body] });
}

function rateBody(call: Call, input: JsonObject, before: JsonObject): JsonObject {
  const components = objectsOf(input.TaxComponents ?? before.TaxComponents).map(componentOf);
  const rate = toJson(effectiveRateOf(components), 4);
  const reportType = textOf(input.ReportTaxType ?? before.ReportTaxType);
  return {
    Name: textIn(input, 'Name') ?? textOf(before.Name) ?? '',
    TaxType: textOf(before.TaxType) ?? nextTaxType(call),
    ...(reportType === undefined ? {} : { ReportTaxType: reportType }),
    ...targetsOf(reportType),
    DisplayTaxRate: rate,
    EffectiveRate: rate,
    Status: textOf(input.Status) ?? textOf(before.Status) ?? 'ACTIVE',
    TaxComponents: components,
  };
}

function componentOf(component: JsonObject): JsonObject {
  const rate: Decimal = decimalOf(component.Rate) ?? zero;
  return {
    Name: textIn(component, 'Name') ?? '',
    Rate: toJson(rate, 4),
    IsCompound: component.IsCompound === true,
    IsNonRecoverable: component.IsNonRecoverable === true,
  };
}

/** A rate reported with purchases does not go on revenue, one reported with sales not on expenses. */
function targetsOf(reportType: string | undefined): JsonObject {
  const isSales = /OUTPUT|SALES|EXPORT/.test(reportType ?? '');
  const isPurchase = !isSales && /INPUT(?!TAXED)|EXPENSES|ACQUISITIONS|CHARGES/.test(reportType ?? '');
  return {
    CanApplyToAssets: true,
    CanApplyToEquity: true,
    CanApplyToExpenses: !isSales,
    CanApplyToLiabilities: true,
    CanApplyToRevenue: !isPurchase,
  };
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
  find: (call, reference) => call.store.get('TaxRates', reference),
  shape: (_call, record) => record.body,
};
