/** What rowpost knows of an organisation before it checks a document; loaded from the API or from a snapshot. */

import type { Decimal } from './decimal.ts';

export interface OrganisationFacts {
  readonly id: string;
  readonly name: string;
  /** ISO code. */
  readonly baseCurrency: string;
  readonly countryCode: string;
  /** `YYYY-MM-DD`, where set: nothing dated on or before it may be posted. */
  readonly periodLockDate?: string;
  readonly endOfYearLockDate?: string;
  /** For links into Xero, e.g. `!23eYt`. */
  readonly shortCode?: string;
}

export interface AccountFact {
  readonly id: string;
  /** Bank accounts may have none: "". */
  readonly code: string;
  readonly name: string;
  /** Xero's account type, e.g. `REVENUE`, `BANK`. */
  readonly type: string;
  /** `ASSET EQUITY EXPENSE LIABILITY REVENUE`. */
  readonly class: string;
  readonly status: string;
  /** `DEBTORS`, `GST` ...; "" for ordinary accounts. */
  readonly systemAccount: string;
  readonly taxType: string;
  readonly enablePayments: boolean;
  readonly currency: string;
}

export interface TaxRateFact {
  readonly taxType: string;
  readonly name: string;
  readonly status: string;
  /** Per cent, e.g. 20. */
  readonly effectiveRate: Decimal;
  readonly assets: boolean;
  readonly equity: boolean;
  readonly expenses: boolean;
  readonly liabilities: boolean;
  readonly revenue: boolean;
}

export interface TrackingFact {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly options: readonly { readonly id: string; readonly name: string; readonly status: string }[];
}

export interface ItemFact {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly sold: boolean;
  readonly purchased: boolean;
  readonly description: string;
  readonly purchaseDescription: string;
  readonly sales: ItemDefaults;
  readonly purchase: ItemDefaults;
}

export interface ItemDefaults {
  readonly unitPrice?: Decimal;
  readonly accountCode?: string;
  readonly taxType?: string;
}

export interface ContactFact {
  readonly id: string;
  readonly name: string;
  /** Xero's ContactNumber; "" where none. */
  readonly number: string;
  /** Xero's AccountNumber; "" where none. */
  readonly accountNumber: string;
  readonly status: string;
}

export interface BrandingThemeFact {
  readonly id: string;
  readonly name: string;
}

/** Everything as plain data: what a snapshot file holds. */
export interface OrganisationData {
  readonly organisation: OrganisationFacts;
  readonly accounts: readonly AccountFact[];
  readonly taxRates: readonly TaxRateFact[];
  readonly tracking: readonly TrackingFact[];
  readonly items: readonly ItemFact[];
  readonly contacts: readonly ContactFact[];
  readonly brandingThemes: readonly BrandingThemeFact[];
  /** ISO codes of the currencies that the organisation uses. */
  readonly currencies: readonly string[];
}

/** What can be loaded by itself; the organisation always is. */
export type FactKind = Exclude<keyof OrganisationData, 'organisation'>;

/** How Xero treats what its documentation leaves open; each has a stated default. */
export interface FactSettings {
  /** Tax inside an inclusive amount: `net-rounded` is total - round(total / (1 + rate)), `tax-rounded` is round(total x rate / (1 + rate)). */
  readonly inclusiveTax: 'net-rounded' | 'tax-rounded';
}

/** The data with its indexes. Keys are folded by `foldKey` (case and outer spaces ignored). Lists hold every match. */
export interface Facts extends OrganisationData {
  readonly settings: FactSettings;
  accountsByCode(code: string): readonly AccountFact[];
  accountsByName(name: string): readonly AccountFact[];
  accountById(id: string): AccountFact | undefined;
  taxRate(taxType: string): TaxRateFact | undefined;
  taxRatesByName(name: string): readonly TaxRateFact[];
  trackingCategory(name: string): TrackingFact | undefined;
  item(code: string): ItemFact | undefined;
  contactById(id: string): ContactFact | undefined;
  contactsByName(name: string): readonly ContactFact[];
  contactsByNumber(number: string): readonly ContactFact[];
  /** Contacts whose name differs from this one only in spacing, punctuation, case or a company suffix. */
  similarContacts(name: string): readonly ContactFact[];
}
