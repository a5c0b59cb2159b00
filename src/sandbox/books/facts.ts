/** What a call needs to know of the organisation to judge documents: accounts, tax rates, tracking, currencies. */
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import { type Decimal, decimalOf, parseDecimal, zero } from './decimal.ts';
import type { Store } from './store.ts';

export interface Facts {
  accountByCode(code: string): JsonObject | undefined;
  accountById(id: string): JsonObject | undefined;
  taxRate(taxType: string): JsonObject | undefined;
  /** Active categories, each with its Options. */
  trackingCategories(): readonly JsonObject[];
  /** Units of the currency per unit of the base currency; undefined when not subscribed to. */
  currencyRate(code: string): Decimal | undefined;
}

/** Reads a list when it is first needed, and again after it has changed. */
export function readFacts(store: Store): Facts {
  const bodies = (kind: string) => store.select(kind, { conditions: [] }).map((record) => record.body);
  const by = (kind: string, field: string) => store.derived(kind, field, () => indexed(bodies(kind), field));
  const active = () =>
    store.derived('TrackingCategories', 'active', () =>
      bodies('TrackingCategories').filter((category) => category.Status === 'ACTIVE'),
    );
  return {
    accountByCode: (code) => by('Accounts', 'Code').get(code.trim().toLowerCase()),
    accountById: (id) => by('Accounts', 'AccountID').get(id.trim().toLowerCase()),
    taxRate: (taxType) => by('TaxRates', 'TaxType').get(taxType.trim().toLowerCase()),
    trackingCategories: active,
    currencyRate: (code) => {
      const record = store.get('Currencies', code);
      return record === undefined ? undefined : parseDecimal(record.secondKey ?? '1');
    },
  };
}

/** The account's part of a tax rate's CanApplyTo flags. */
export function canApply(taxRate: JsonObject, account: JsonObject): boolean {
  const flags: Record<string, string> = {
    ASSET: 'CanApplyToAssets',
    EQUITY: 'CanApplyToEquity',
    EXPENSE: 'CanApplyToExpenses',
    LIABILITY: 'CanApplyToLiabilities',
    REVENUE: 'CanApplyToRevenue',
  };
  return taxRate[flags[textOf(account.Class) ?? ''] ?? ''] === true;
}

/** The rate in percent that a tax type charges. */
export function effectiveRate(taxRate: JsonObject | undefined): Decimal {
  return decimalOf(taxRate?.EffectiveRate) ?? zero;
}

/** An active option by name or id within a category. */
export function optionOf(
  category: JsonObject,
  name: string | undefined,
  id: string | undefined,
): JsonObject | undefined {
  return objectsOf(category.Options).find(
    (option) =>
      option.Status === 'ACTIVE' &&
      (sameText(option.TrackingOptionID, id) || (id === undefined && sameText(option.Name, name))),
  );
}

export function sameText(value: JsonObject[string], text: string | undefined): boolean {
  return text !== undefined && textOf(value)?.toLowerCase() === text.trim().toLowerCase();
}

function indexed(bodies: readonly JsonObject[], field: string): ReadonlyMap<string, JsonObject> {
  return new Map(bodies.map((body) => [(textOf(body[field]) ?? '').toLowerCase(), body]));
}
