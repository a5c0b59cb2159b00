/** Turns elements of Xero's settings and contacts into facts; amounts and rates come from their exact text. */

import { type Decimal, parseDecimal, ZERO } from '../model/decimal.ts';
import type {
  AccountFact,
  BrandingThemeFact,
  ContactFact,
  ItemDefaults,
  ItemFact,
  OrganisationFacts,
  TaxRateFact,
  TrackingFact,
} from '../model/facts.ts';
import { type ExactObject, listAt, textAt } from './exact-json.ts';
import { readDate } from './xero-date.ts';

export function toOrganisation(element: ExactObject): OrganisationFacts {
  return {
    id: textAt(element, 'OrganisationID'),
    name: textAt(element, 'Name'),
    baseCurrency: textAt(element, 'BaseCurrency'),
    countryCode: textAt(element, 'CountryCode'),
    ...given('periodLockDate', readDate(textAt(element, 'PeriodLockDate'))),
    ...given('endOfYearLockDate', readDate(textAt(element, 'EndOfYearLockDate'))),
    ...given('shortCode', textAt(element, 'ShortCode')),
  };
}

export function toAccount(element: ExactObject): AccountFact {
  return {
    id: textAt(element, 'AccountID'),
    code: textAt(element, 'Code'),
    name: textAt(element, 'Name'),
    type: textAt(element, 'Type'),
    class: textAt(element, 'Class'),
    status: textAt(element, 'Status'),
    systemAccount: textAt(element, 'SystemAccount'),
    taxType: textAt(element, 'TaxType'),
    enablePayments: isTrue(element, 'EnablePaymentsToAccount'),
    currency: textAt(element, 'CurrencyCode'),
  };
}

export function toTaxRate(element: ExactObject): TaxRateFact {
  return {
    taxType: textAt(element, 'TaxType'),
    name: textAt(element, 'Name'),
    status: textAt(element, 'Status'),
    effectiveRate: amount(element, 'EffectiveRate') ?? ZERO,
    assets: isTrue(element, 'CanApplyToAssets'),
    equity: isTrue(element, 'CanApplyToEquity'),
    expenses: isTrue(element, 'CanApplyToExpenses'),
    liabilities: isTrue(element, 'CanApplyToLiabilities'),
    revenue: isTrue(element, 'CanApplyToRevenue'),
  };
}

export function toTracking(element: ExactObject): TrackingFact {
  return {
    id: textAt(element, 'TrackingCategoryID'),
    name: textAt(element, 'Name'),
    status: textAt(element, 'Status'),
    options: listAt(element, 'Options').map((option) => ({
      id: textAt(option, 'TrackingOptionID'),
      name: textAt(option, 'Name'),
      status: textAt(option, 'Status'),
    })),
  };
}

export function toItem(element: ExactObject): ItemFact {
  return {
    id: textAt(element, 'ItemID'),
    code: textAt(element, 'Code'),
    name: textAt(element, 'Name'),
    sold: isTrue(element, 'IsSold'),
    purchased: isTrue(element, 'IsPurchased'),
    description: textAt(element, 'Description'),
    purchaseDescription: textAt(element, 'PurchaseDescription'),
    sales: defaults(element, 'SalesDetails', ['AccountCode']),
    purchase: defaults(element, 'PurchaseDetails', ['AccountCode', 'COGSAccountCode']),
  };
}

export function toContact(element: ExactObject): ContactFact {
  return {
    id: textAt(element, 'ContactID'),
    name: textAt(element, 'Name'),
    number: textAt(element, 'ContactNumber'),
    accountNumber: textAt(element, 'AccountNumber'),
    status: textAt(element, 'ContactStatus'),
  };
}

export function toTheme(element: ExactObject): BrandingThemeFact {
  return { id: textAt(element, 'BrandingThemeID'), name: textAt(element, 'Name') };
}

/** @param accounts where the account may stand, the first that is given counts: tracked items have one for the cost of sales. */
function defaults(element: ExactObject, side: string, accounts: readonly string[]): ItemDefaults {
  const unitPrice = amount(element, `${side}.UnitPrice`);
  return {
    ...(unitPrice === undefined ? {} : { unitPrice }),
    ...given(
      'accountCode',
      accounts.map((name) => textAt(element, `${side}.${name}`)).find((code) => code !== '') ?? '',
    ),
    ...given('taxType', textAt(element, `${side}.TaxType`)),
  };
}

function amount(element: ExactObject, path: string): Decimal | undefined {
  return parseDecimal(textAt(element, path));
}

function isTrue(element: ExactObject, path: string): boolean {
  return textAt(element, path) === 'true';
}

function given<K extends string>(name: K, text: string): Partial<Record<K, string>> {
  return text === '' ? {} : ({ [name]: text } as Partial<Record<K, string>>);
}
