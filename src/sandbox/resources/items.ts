/** Items of the price list: created and updated in batches, deleted one by one. */
import { bareInstantOut, instantOut } from '../books/calendar.ts';
import { decimalOf, round, toJson } from '../books/decimal.ts';
import type { StoredRecord } from '../books/store.ts';
import { isGuid, zeroId } from '../guid.ts';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import { stockFields } from '../ledger/stock.ts';
import { type Reading, readReply } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { type Mode, messages, modeOf, type Outcome, writeElements } from '../server/elements.ts';
import { textIn } from '../server/input.ts';
import { errorReply, noContent, notFound, type Reply, validationReply } from '../server/reply.ts';
import { itemErrors } from '../validation/item-errors.ts';
import { itemShape } from '../validation/list-shapes.ts';
import * as texts from '../validation/messages.ts';
import { repeatedKeys } from '../validation/repeated-keys.ts';
import { shapedElements } from '../validation/shaped-elements.ts';
import { isUsed } from './usage.ts';

const writable = ['Name', 'Description', 'PurchaseDescription', 'IsSold', 'IsPurchased', 'InventoryAssetAccountCode'];
const mostItems = 500;

export const items: Endpoint = (call) => {
  const [reference] = call.path;
  if (call.path.length > 1) return undefined;
  if (call.method === 'GET') return readReply(call, reading);
  if (reference === undefined) return call.method === 'DELETE' ? undefined : write(call, undefined);
  const target = reading.find(call, reference);
  if (call.method === 'PUT') return undefined;
  if (target === undefined) return notFound();
  return call.method === 'DELETE' ? remove(call, target) : write(call, target.id);
};

function write(call: Call, id: string | undefined): Reply {
  const mode = modeOf(call);
  const inputs = shapedElements(call, 'Items', itemShape).map((input) =>
    id === undefined ? input : { ...input, ItemID: id },
  );
  if (inputs.length > mostItems) return errorReply(10, texts.tooManyItems(mostItems));
  const repeated = repeatedKeys(call, inputs, 'Code');
  const save = (input: JsonObject) => saveItem(call, input, mode, repeated);
  return writeElements(call, { collection: 'Items', flag: 'none', save }, inputs);
}

/** A tracked item that documents mention stays; any other goes. */
function remove(call: Call, target: StoredRecord): Reply {
  const { body } = target;
  if (body.IsTrackedAsInventory === true && isUsed(call.store, { ItemCode: textOf(body.Code) })) {
    return validationReply([{ ...body, ValidationErrors: messages([texts.itemInUse]) }]);
  }
  call.store.remove('Items', target.id);
  return noContent();
}

function saveItem(call: Call, input: JsonObject, mode: Mode, repeated: ReadonlySet<string>): Outcome {
  const before = mode === 'create' ? undefined : matched(call, input);
  const code = textIn(input, 'Code') ?? textOf(before?.body.Code);
  const namesake = code === undefined ? undefined : byCode(call, code);
  const isNamesake = namesake !== undefined && namesake.id !== before?.id;
  const isTaken = isNamesake || repeated.has(code?.toLowerCase() ?? '');
  const errors = itemErrors(call, input, { before: before?.body, code, isTaken });
  const id = textIn(input, 'ItemID') ?? zeroId;
  if (mode === 'upsert' && before === undefined && id !== zeroId) errors.push(texts.itemUnknown);
  if (errors.length > 0) return { element: { ...input, ItemID: before?.id ?? id }, errors, warnings: [] };
  const body = itemBody(call, before?.body ?? {}, input, { id: before?.id ?? crypto.randomUUID(), code });
  const record = { kind: 'Items', id: String(body.ItemID), key: code?.toLowerCase(), updated: call.now, body };
  call.store.put(record);
  return { element: { ...shapeItem(call, record), ValidationErrors: [] }, errors: [], warnings: [] };
}

/** An item that is not sold, or not bought, has no description and no details of that side. */
function itemBody(
  call: Call,
  before: JsonObject,
  input: JsonObject,
  key: { readonly id: string; readonly code: string | undefined },
): JsonObject {
  const given = writable.flatMap((field) => (input[field] === undefined ? [] : [[field, input[field]] as const]));
  const merged: JsonObject = { IsSold: true, IsPurchased: true, ...before, ...Object.fromEntries(given) };
  const tracked = textOf(merged.InventoryAssetAccountCode) !== undefined;
  const { Description, PurchaseDescription, InventoryAssetAccountCode, ...rest } = merged;
  const sold = merged.IsSold === true;
  const bought = merged.IsPurchased === true;
  return {
    ...rest,
    ItemID: key.id,
    Code: key.code,
    ...(sold && Description !== undefined ? { Description } : {}),
    ...(bought && PurchaseDescription !== undefined ? { PurchaseDescription } : {}),
    SalesDetails: sold ? details(call, before.SalesDetails, input.SalesDetails) : {},
    PurchaseDetails: bought ? details(call, before.PurchaseDetails, input.PurchaseDetails) : {},
    IsTrackedAsInventory: tracked,
    ...(tracked ? { InventoryAssetAccountCode } : {}),
    ...(tracked && before.QuantityOnHand === undefined ? stockFields({ quantity: 0n, cost: 0n }) : {}),
    UpdatedDateUTC: bareInstantOut(call.now),
  };
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
  find: (call, reference) => (isGuid(reference) ? call.store.get('Items', reference) : byCode(call, reference)),
  shape: (call, record) => ({
    ...shapeItem(call, record),
    UpdatedDateUTC: instantOut(record.updated),
    ...(call.path.length > 0 ? { ValidationErrors: [] } : {}),
  }),
};
