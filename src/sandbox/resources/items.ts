/** Items of the price list: created and updated in batches, deleted one by one. */
import { decimalOf, round, toJson } from '../books/decimal.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import { isGuid, listReply, oneReply, type Reading } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { elementsOf, type Mode, type Outcome, writeElements, zeroId } from '../server/elements.ts';
import { amountIn, textIn } from '../server/input.ts';
import { errorReply, noContent, notFound } from '../server/reply.ts';
import * as texts from '../validation/messages.ts';

const writable = [
  'Code',
  'Name',
  'Description',
  'PurchaseDescription',
  'IsSold',
  'IsPurchased',
  'InventoryAssetAccountCode',
];
const mostItems = 500;

export const items: Endpoint = (call) => {
  const [reference] = call.path;
  if (call.path.length > 1) return undefined;
  if (call.method === 'GET')
    return reference === undefined ? listReply(call, reading) : oneReply(call, reading, reference);
  const target = reference === undefined ? undefined : reading.find(call, reference);
  if (reference !== undefined && target === undefined) return notFound();
  if (call.method === 'DELETE') {
    if (target === undefined) return undefined;
    call.store.remove('Items', target.id);
    return noContent();
  }
  const mode: Mode = call.method === 'PUT' ? 'create' : 'upsert';
  const inputs = elementsOf(call, 'Items').map((input) =>
    target === undefined ? input : { ...input, ItemID: target.id },
  );
  if (inputs.length > mostItems) return errorReply(10, `A maximum of ${mostItems} items can be processed per request.`);
  return writeElements(
    call,
    { collection: 'Items', flag: 'none', save: (_call, input) => saveItem(call, input, mode) },
    inputs,
  );
};

function saveItem(call: Call, input: JsonObject, mode: Mode): Outcome {
  const before = mode === 'create' ? undefined : matched(call, input);
  const code = textIn(input, 'Code') ?? textOf(before?.body.Code);
  const errors = itemErrors(call, input, code, before);
  if (errors.length > 0) {
    return { element: { ...input, ItemID: before?.id ?? textIn(input, 'ItemID') ?? zeroId }, errors, warnings: [] };
  }
  const id = before?.id ?? crypto.randomUUID();
  const given = Object.fromEntries(
    writable.flatMap((field) => (input[field] === undefined ? [] : [[field, input[field]]])),
  );
  const body: JsonObject = {
    ItemID: id,
    IsSold: input.SalesDetails !== undefined,
    IsPurchased: input.PurchaseDetails !== undefined,
    ...before?.body,
    ...given,
    Code: code,
    SalesDetails: details(call, before?.body.SalesDetails, input.SalesDetails),
    PurchaseDetails: details(call, before?.body.PurchaseDetails, input.PurchaseDetails),
    IsTrackedAsInventory:
      textOf(given.InventoryAssetAccountCode ?? before?.body.InventoryAssetAccountCode) !== undefined,
    UpdatedDateUTC: `/Date(${call.now})/`,
  };
  const record = { kind: 'Items', id, key: code?.toLowerCase(), updated: call.now, body };
  call.store.put(record);
  return { element: { ...shapeItem(call, record), ValidationErrors: [] }, errors: [], warnings: [] };
}

function itemErrors(
  call: Call,
  input: JsonObject,
  code: string | undefined,
  before: StoredRecord | undefined,
): readonly string[] {
  const errors: string[] = [];
  if (code === undefined) errors.push('Item code must be specified.');
  if ((code?.length ?? 0) > 30) errors.push(texts.tooLong('Code', 30));
  if ((textIn(input, 'Name')?.length ?? 0) > 50) errors.push(texts.tooLong('Name', 50));
  for (const field of ['Description', 'PurchaseDescription']) {
    if ((textOf(input[field])?.length ?? 0) > 4000) errors.push(texts.tooLong(field, 4000));
  }
  const namesake = code === undefined ? undefined : byCode(call, code);
  if (namesake !== undefined && namesake.id !== before?.id) errors.push(texts.itemCodeTaken(code ?? ''));
  for (const field of ['SalesDetails', 'PurchaseDetails']) {
    const part = objectOf(input[field]);
    amountIn(part, 'UnitPrice');
    const accountCode = textIn(part, 'AccountCode') ?? textIn(part, 'COGSAccountCode');
    const account = accountCode === undefined ? undefined : call.facts.accountByCode(accountCode);
    if (accountCode !== undefined && account?.Status !== 'ACTIVE') errors.push(texts.accountMustBeValid);
    const taxType = textIn(part, 'TaxType');
    const rate = taxType === undefined ? undefined : call.facts.taxRate(taxType);
    if (taxType !== undefined && rate?.Status !== 'ACTIVE') errors.push(texts.taxRateMustBeValid);
  }
  return errors;
}

function details(call: Call, before: JsonObject[string], given: JsonObject[string]): JsonObject {
  const merged = { ...objectOf(before), ...objectOf(given) };
  const price = decimalOf(merged.UnitPrice);
  return price === undefined ? merged : { ...merged, UnitPrice: toJson(round(price, call.unitPlaces), 4) };
}

function matched(call: Call, input: JsonObject): StoredRecord | undefined {
  const id = textIn(input, 'ItemID');
  if (id !== undefined && id !== zeroId) return call.store.get('Items', id);
  const code = textIn(input, 'Code');
  return code === undefined ? undefined : byCode(call, code);
}

function byCode(call: Call, code: string): StoredRecord | undefined {
  return call.store.select('Items', { conditions: [{ column: 'key', operator: '=', value: code.toLowerCase() }] })[0];
}

function shapeItem(call: Call, record: StoredRecord): JsonObject {
  const { body } = record;
  if (call.unitPlaces === 4) return body;
  const shown = (part: JsonObject[string]) => details(call, part, undefined);
  return { ...body, SalesDetails: shown(body.SalesDetails), PurchaseDetails: shown(body.PurchaseDetails) };
}

const reading: Reading = {
  kind: 'Items',
  collection: 'Items',
  paged: false,
  columns: { itemid: 'id', code: 'key', updateddateutc: 'updated' },
  find: (call, reference) => (isGuid(reference) ? call.store.get('Items', reference) : byCode(call, reference)),
  shape: (call, record) => shapeItem(call, record),
};
