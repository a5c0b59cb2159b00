/** What a contact refers to in the organisation: tax rates, accounts, currency, tracking, branding theme. */
import { optionOf, sameText } from '../books/facts.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import * as texts from './messages.ts';

/** Errors of a contact's defaults; an unknown tracking option is one where the settings refuse it. */
export function contactDefaultErrors(call: Call, contact: JsonObject): readonly string[] {
  const errors: string[] = [];
  for (const field of ['AccountsReceivableTaxType', 'AccountsPayableTaxType']) {
    const taxType = textOf(contact[field]);
    if (taxType !== undefined && call.facts.taxRate(taxType)?.Status !== 'ACTIVE')
      errors.push(texts.taxTypeUnknown(taxType));
  }
  for (const field of ['SalesDefaultAccountCode', 'PurchasesDefaultAccountCode']) {
    const code = textOf(contact[field]);
    if (code !== undefined && call.facts.accountByCode(code)?.Status !== 'ACTIVE')
      errors.push(texts.accountInvalid(code));
  }
  const currency = textOf(contact.DefaultCurrency);
  if (currency !== undefined && call.facts.currencyRate(currency) === undefined)
    errors.push(texts.notSubscribed(currency));
  const theme = textOf(objectOf(contact.BrandingTheme).BrandingThemeID);
  if (theme !== undefined && call.store.get('BrandingThemes', theme) === undefined) errors.push(texts.themeUnknown);
  if (call.settings.unknownTracking === 'ignored') return errors;
  const unknown = trackingOf(contact).filter((entry) => !isTracked(call, entry));
  return [...errors, ...unknown.map((entry) => texts.trackingUnknown(textOf(entry.TrackingOptionName) ?? ''))];
}

/** The contact without default tracking that nobody knows. */
export function withKnownTracking(call: Call, contact: JsonObject): JsonObject {
  const kept = (field: string) =>
    contact[field] === undefined
      ? {}
      : { [field]: objectsOf(contact[field]).filter((entry) => isTracked(call, entry)) };
  return { ...contact, ...kept('SalesTrackingCategories'), ...kept('PurchasesTrackingCategories') };
}

function trackingOf(contact: JsonObject): readonly JsonObject[] {
  return [...objectsOf(contact.SalesTrackingCategories), ...objectsOf(contact.PurchasesTrackingCategories)];
}

function isTracked(call: Call, entry: JsonObject): boolean {
  const category = call.facts
    .trackingCategories()
    .find((known) => sameText(known.Name, textOf(entry.TrackingCategoryName)));
  return category !== undefined && optionOf(category, textOf(entry.TrackingOptionName), undefined) !== undefined;
}
