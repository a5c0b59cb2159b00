/** The shape of a built-in demo company: who it is, its chart of accounts and its tax rates, as compact text. */
export interface OrganisationData {
  readonly name: string;
  readonly country: 'GB' | 'AU' | 'NZ' | 'US';
  readonly baseCurrency: string;
  readonly foreignCurrencies: readonly Currency[];
  /** IANA zone of the organisation's calendar days, and Xero's own name for it. */
  readonly timeZone: string;
  readonly xeroTimeZone: string;
  readonly financialYearEnd: readonly [day: number, month: number];
  readonly salesTaxBasis: string;
  readonly salesTaxPeriod: string;
  readonly taxNumber: string;
  /** RegistrationNumber, or EmployerIdentificationNumber in the United States. */
  readonly registration: Readonly<Record<string, string>>;
  /** What the tax is called in its components. */
  readonly taxName: string;
  /** Where system rates are reported, by tax type; the rest under their own name. */
  readonly reportTaxTypes: Readonly<Record<string, string>>;
  /** Tax types of ordinary sales and purchases, and of none. */
  readonly taxTypes: { readonly sales: string; readonly purchases: string; readonly none: string };
  readonly purchasesAccount: string;
  /** Lines `code|name|type|tax type|system account or flags`; flags: pay, claims, archived. */
  readonly accounts: string;
  /** Lines `tax type|name|effective rate|AELXR (assets, equity, liabilities, expenses, revenue)|flags`; flags: deleted, custom, display=N. */
  readonly taxRates: string;
}

export interface Currency {
  readonly code: string;
  readonly description: string;
  /** Units of this currency per unit of the base currency. */
  readonly rate: string;
}
