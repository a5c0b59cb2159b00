/** A document's line items: filled in from items and accounts, checked, computed. */
import { absolute, compare, hundred, multiply, round, toJson, toText } from '../books/decimal.ts';
import { canApply, effectiveRate } from '../books/facts.ts';
import { computeLine, type LineAmountTypes, type LineFigures, largestLineAmount } from '../books/line-maths.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { amountIn, textIn } from '../server/input.ts';
import * as texts from '../validation/messages.ts';
import { trackingOf } from './tracking.ts';

export interface LineContext {
  readonly sales: boolean;
  /** Beyond DRAFT: nothing may be missing. */
  readonly strict: boolean;
  readonly discountable: boolean;
  /** How a refused discount names the document. */
  readonly what: string;
  readonly lineAmountTypes: LineAmountTypes;
  /** The account of every line, whatever a line says: that of an overpayment. */
  readonly account?: JsonObject | undefined;
}

export interface Line {
  readonly body: JsonObject;
  readonly figures: LineFigures;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

const controlAccounts = [
  'DEBTORS',
  'CREDITORS',
  'UNPAIDEXPCLM',
  'RETAINEDEARNINGS',
  'BANKCURRENCYGAIN',
  'REALISEDCURRENCYGAIN',
  'UNREALISEDCURRENCYGAIN',
];

/** Resolves one line; `id` is that of the line it replaces, if any. */
export function resolveLine(call: Call, given: JsonObject, id: string, context: LineContext): Line {
  const code = textIn(given, 'ItemCode');
  const item = code === undefined ? undefined : itemOf(call, code);
  const input = item === undefined ? given : withItem(given, item, context.sales);
  const errors: string[] = code !== undefined && item === undefined ? [texts.itemInvalid(code)] : [];
  const account = accountOf(call, input, context);
  const hasAmounts = ['Quantity', 'UnitAmount', 'LineAmount'].some((field) => textOf(input[field]) !== undefined);
  const tax = taxOf(call, input, account.body, context, hasAmounts);
  const tracking = trackingOf(call, input.Tracking);
  const figures = computeLine(
    {
      quantity: amountIn(input, 'Quantity'),
      unitAmount: amountIn(input, 'UnitAmount'),
      lineAmount: amountIn(input, 'LineAmount'),
      discountRate: hasAmounts ? amountIn(input, 'DiscountRate') : undefined,
      discountAmount: hasAmounts ? amountIn(input, 'DiscountAmount') : undefined,
      taxAmount: amountIn(input, 'TaxAmount'),
      taxRate: effectiveRate(tax.rate),
    },
    {
      lineAmountTypes: context.lineAmountTypes,
      unitPlaces: call.unitPlaces,
      inclusiveTax: call.settings.inclusiveTax,
      zeroDiscount: call.settings.zeroDiscount,
      taxOverride: call.settings.taxOverride,
    },
  );
  errors.push(
    ...amountErrors(input, figures, context, hasAmounts),
    ...unitErrors(call, input),
    ...account.errors,
    ...tax.errors,
    ...tracking.errors,
  );
  if (context.strict && hasAmounts && account.body === undefined && account.errors.length === 0) {
    errors.push(texts.accountMissing);
  }
  const body = lineBody(id, input, figures, {
    account: account.body,
    taxType: tax.type,
    tracking: tracking.entries,
    item,
  });
  return { body, figures, errors: [...errors, ...figures.errors], warnings: account.warnings };
}

function lineBody(
  id: string,
  input: JsonObject,
  figures: LineFigures,
  parts: {
    readonly account: JsonObject | undefined;
    readonly taxType: string | undefined;
    readonly tracking: readonly JsonObject[];
    readonly item: StoredRecord | undefined;
  },
): JsonObject {
  const { account, taxType, tracking, item } = parts;
  const { quantity, unitAmount } = figures;
  const [rate, amount] = [amountIn(input, 'DiscountRate'), amountIn(input, 'DiscountAmount')];
  const itemParts = item === undefined ? {} : { Item: { ItemID: item.id, Name: item.body.Name, Code: item.body.Code } };
  return {
    ...(item === undefined ? {} : { ItemCode: item.body.Code, ...itemParts }),
    ...(textIn(input, 'Description') === undefined ? {} : { Description: textOf(input.Description) }),
    ...(unitAmount === undefined ? {} : { UnitAmount: toJson(unitAmount, 4) }),
    ...(taxType === undefined ? {} : { TaxType: taxType }),
    TaxAmount: toJson(figures.taxAmount),
    LineAmount: toJson(figures.lineAmount),
    ...(account === undefined ? {} : { AccountCode: account.Code, AccountID: account.AccountID }),
    Tracking: tracking,
    ...(quantity === undefined ? {} : { Quantity: toJson(quantity, 4) }),
    ...(rate === undefined ? {} : { DiscountRate: toJson(rate, 4) }),
    ...(amount === undefined ? {} : { DiscountAmount: toJson(amount) }),
    LineItemID: id,
    ValidationErrors: [],
  };
}

function itemOf(call: Call, code: string): StoredRecord | undefined {
  const conditions = [{ column: 'key', operator: '=', value: code.toLowerCase() }] as const;
  return call.store.select('Items', { conditions })[0];
}

/** What an item says fills what the line leaves out. */
function withItem(given: JsonObject, item: StoredRecord, sales: boolean): JsonObject {
  const details = objectOf(item.body[sales ? 'SalesDetails' : 'PurchaseDetails']);
  const description = item.body[sales ? 'Description' : 'PurchaseDescription'];
  const filled: Record<string, JsonObject[string]> = { ...given };
  const fill = (field: string, value: JsonObject[string]) => {
    if (textOf(filled[field]) === undefined && value !== undefined) filled[field] = value;
  };
  fill('Description', description);
  const stock = sales ? undefined : item.body.InventoryAssetAccountCode;
  fill('AccountCode', stock ?? details.AccountCode ?? details.COGSAccountCode);
  fill('TaxType', details.TaxType);
  if (textOf(filled.LineAmount) === undefined || textOf(filled.Quantity) === undefined) {
    fill('UnitAmount', details.UnitPrice);
  }
  return filled;
}

function accountOf(call: Call, input: JsonObject, context: LineContext) {
  const [code, id] = [textIn(input, 'AccountCode'), textIn(input, 'AccountID')];
  const none = { body: undefined, errors: [] as string[], warnings: [] as string[] };
  if (context.account !== undefined) return { ...none, body: context.account };
  if (code === undefined && id === undefined) return none;
  const name = code ?? id ?? '';
  const body = code === undefined ? call.facts.accountById(name) : call.facts.accountByCode(name);
  if (body === undefined) {
    return context.strict
      ? { ...none, errors: [texts.accountInvalid(name)] }
      : { ...none, warnings: [texts.accountRemoved(name)] };
  }
  if (body.Status !== 'ACTIVE') return { ...none, errors: [texts.accountArchived(name)] };
  const postable = body.Type !== 'BANK' && !controlAccounts.includes(textOf(body.SystemAccount) ?? '');
  return postable ? { ...none, body } : { ...none, errors: [texts.accountInvalid(name)] };
}

function taxOf(
  call: Call,
  input: JsonObject,
  account: JsonObject | undefined,
  context: LineContext,
  hasAmounts: boolean,
) {
  const given = textIn(input, 'TaxType');
  if (context.lineAmountTypes === 'NoTax') {
    return { type: call.organisation.taxTypes.none, rate: undefined, errors: [] as string[] };
  }
  const type = given ?? (hasAmounts ? textOf(account?.TaxType) : undefined);
  if (type === undefined) return { type, rate: undefined, errors: [] as string[] };
  const rate = call.facts.taxRate(type);
  const code = textOf(account?.Code) ?? textIn(input, 'AccountCode') ?? '';
  if (rate === undefined || rate.Status !== 'ACTIVE') {
    const mismatch = account === undefined ? [] : [texts.taxTypeMismatch(type, code)];
    return { type, rate: undefined, errors: [texts.taxTypeUnknown(type), ...mismatch] };
  }
  const fits = account === undefined || canApply(rate, account);
  return { type: textOf(rate.TaxType), rate, errors: fits ? [] : [texts.taxTypeMismatch(type, code)] };
}

function amountErrors(input: JsonObject, figures: LineFigures, context: LineContext, hasAmounts: boolean): string[] {
  const errors: string[] = [];
  const description = textIn(input, 'Description');
  if (description === undefined && (hasAmounts || input.Description !== undefined || context.strict)) {
    errors.push(texts.descriptionMissing);
  }
  if ((description?.length ?? 0) > 4000) errors.push(texts.tooLong('Description', 4000));
  if (figures.quantity !== undefined && figures.quantity.units < 0n)
    errors.push(texts.quantityNegative(figures.quantity));
  if (compare(absolute(figures.lineAmount), largestLineAmount) > 0) errors.push(texts.lineTooLarge);
  const rate = amountIn(input, 'DiscountRate');
  const discounts = rate !== undefined || amountIn(input, 'DiscountAmount') !== undefined;
  if (discounts && !context.discountable) errors.push(texts.noDiscounts(context.what));
  return [...errors, ...discountErrors(input, figures)];
}

function discountErrors(input: JsonObject, figures: LineFigures): string[] {
  const [rate, amount] = [amountIn(input, 'DiscountRate'), amountIn(input, 'DiscountAmount')];
  if (rate !== undefined) {
    return compare(rate, hundred) > 0 ? [texts.discountTooLarge(toText(rate, 2))] : [];
  }
  const { quantity, unitAmount } = figures;
  if (amount === undefined || quantity === undefined || unitAmount === undefined) return [];
  const gross = absolute(multiply(quantity, unitAmount));
  return compare(amount, gross) > 0 ? [texts.discountAmountTooLarge(amount)] : [];
}

/** Unit amounts finer than four decimals were once refused with texts that speak of something else. */
function unitErrors(call: Call, input: JsonObject): string[] {
  const unit = call.settings.longUnitAmounts === 'refused' ? amountIn(input, 'UnitAmount') : undefined;
  const fine = unit !== undefined && compare(unit, round(unit, 4)) !== 0;
  return fine ? [texts.accountMustBeValid, texts.taxRateMustBeValid] : [];
}
