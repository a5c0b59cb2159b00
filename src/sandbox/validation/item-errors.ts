/** What is wrong with an item: code, lengths, accounts and tax rates, and what a tracked item needs. */
import { type JsonObject, objectOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { textIn } from '../server/input.ts';
import * as texts from './messages.ts';

export interface ItemState {
  /** The item as it stands in the books. */
  readonly before: JsonObject | undefined;
  readonly code: string | undefined;
  /** Whether another item has the code. */
  readonly isTaken: boolean;
}

const lengths: Readonly<Record<string, number>> = { Name: 50, Description: 4000, PurchaseDescription: 4000 };

export function itemErrors(call: Call, input: JsonObject, { before, code, isTaken }: ItemState): string[] {
  const errors: string[] = [];
  if (code === undefined) errors.push(texts.itemCodeMissing);
  if ((code?.length ?? 0) > 30) errors.push(texts.tooLong('Code', 30));
  for (const [field, most] of Object.entries(lengths)) {
    if ((textOf(input[field])?.trim().length ?? 0) > most) errors.push(texts.tooLong(field, most));
  }
  const quote = call.settings.itemCodeQuotes === 'doubled' ? "'" : '';
  if (isTaken) errors.push(texts.itemCodeTaken(`${quote}${code}${quote}`));
  for (const field of ['SalesDetails', 'PurchaseDetails']) errors.push(...detailErrors(call, objectOf(input[field])));
  return [...errors, ...inventoryErrors(call, input, before)];
}

function detailErrors(call: Call, details: JsonObject): readonly string[] {
  const codes = [textIn(details, 'AccountCode'), textIn(details, 'COGSAccountCode')].filter(
    (code) => code !== undefined,
  );
  const taxType = textIn(details, 'TaxType');
  const isUnknown = codes.some((code) => call.facts.accountByCode(code)?.Status !== 'ACTIVE');
  const hasNoRate = taxType !== undefined && call.facts.taxRate(taxType)?.Status !== 'ACTIVE';
  return [...(isUnknown ? [texts.accountMustBeValid] : []), ...(hasNoRate ? [texts.taxRateMustBeValid] : [])];
}

/** A tracked item has an INVENTORY account and a cost account, and stays tracked. */
function inventoryErrors(call: Call, input: JsonObject, before: JsonObject | undefined): readonly string[] {
  const wasTracked = before?.IsTrackedAsInventory === true;
  const purchase: JsonObject = { ...objectOf(before?.PurchaseDetails), ...objectOf(input.PurchaseDetails) };
  const asset = (textOf(input.InventoryAssetAccountCode ?? before?.InventoryAssetAccountCode) ?? '').trim();
  const cost = (textOf(purchase.COGSAccountCode) ?? '').trim();
  if (asset === '' && cost === '') return wasTracked ? [texts.trackedForGood] : [];
  if (asset === '' || cost === '') return [wasTracked ? texts.trackedForGood : texts.inventoryNeedsCost];
  const assetAccount = call.facts.accountByCode(asset);
  const costAccount = call.facts.accountByCode(cost);
  const errors: string[] = [];
  if (assetAccount?.Status !== 'ACTIVE') errors.push(texts.accountMustBeValid);
  else if (assetAccount.Type !== 'INVENTORY') errors.push(texts.inventoryAccountType);
  if (costAccount !== undefined && costAccount.Class !== 'EXPENSE') errors.push(texts.costAccountType);
  if (textIn(purchase, 'AccountCode') !== undefined) errors.push(texts.trackedNoAccount);
  return errors;
}
