/** Demo Company (US): chart of accounts and sales tax rates. */
import type { OrganisationData } from './organisation.ts';

const accounts = `
090|Business Bank Account|BANK|NONE|
091|Business Savings Account|BANK|NONE|
200|Sales|REVENUE|OUTPUT|
260|Other Revenue|REVENUE|OUTPUT|
270|Interest Income|REVENUE|NONE|
300|Purchases|DIRECTCOSTS|INPUT|
310|Cost of Goods Sold|DIRECTCOSTS|INPUT|
400|Advertising|EXPENSE|INPUT|
404|Bank Fees|EXPENSE|NONE|
408|Cleaning|EXPENSE|INPUT|
412|Consulting & Accounting|EXPENSE|INPUT|
416|Depreciation|EXPENSE|NONE|
420|Entertainment|EXPENSE|NONE|claims
425|Freight & Courier|EXPENSE|INPUT|
429|General Expenses|EXPENSE|INPUT|claims
433|Insurance|EXPENSE|INPUT|
437|Interest Expense|EXPENSE|NONE|
441|Legal expenses|EXPENSE|INPUT|
445|Light, Power, Heating|EXPENSE|INPUT|
449|Motor Vehicle Expenses|EXPENSE|INPUT|claims
453|Office Expenses|EXPENSE|INPUT|
461|Printing & Stationery|EXPENSE|INPUT|
469|Rent|EXPENSE|INPUT|
473|Repairs and Maintenance|EXPENSE|INPUT|archived
477|Wages and Salaries|EXPENSE|NONE|
478|Superannuation|EXPENSE|NONE|
485|Subscriptions|EXPENSE|INPUT|
489|Telephone & Internet|EXPENSE|INPUT|
493|Travel - National|EXPENSE|INPUT|claims
494|Travel - International|EXPENSE|NONE|claims
497|Bank Revaluations|EXPENSE|NONE|BANKCURRENCYGAIN
498|Unrealised Currency Gains|EXPENSE|NONE|UNREALISEDCURRENCYGAIN
499|Realised Currency Gains|EXPENSE|NONE|REALISEDCURRENCYGAIN
505|Income Tax Expense|EXPENSE|NONE|
610|Accounts Receivable|CURRENT|NONE|DEBTORS
620|Prepayments|CURRENT|NONE|
630|Inventory|INVENTORY|NONE|
710|Office Equipment|FIXED|INPUT|
711|Less Accumulated Depreciation on Office Equipment|FIXED|NONE|
720|Computer Equipment|FIXED|INPUT|
721|Less Accumulated Depreciation on Computer Equipment|FIXED|NONE|
800|Accounts Payable|CURRLIAB|NONE|CREDITORS
801|Unpaid Expense Claims|CURRLIAB|NONE|UNPAIDEXPCLM
820|Sales Tax|CURRLIAB|NONE|GST
825|Employee Tax Payable|CURRLIAB|NONE|
826|Superannuation Payable|CURRLIAB|NONE|
830|Income Tax Payable|CURRLIAB|NONE|
835|Revenue Received in Advance|CURRLIAB|NONE|
840|Historical Adjustment|CURRLIAB|NONE|HISTORICAL
850|Suspense|CURRLIAB|NONE|
855|Clearing Account|CURRLIAB|NONE|pay
860|Rounding|CURRLIAB|NONE|ROUNDING
877|Tracking Transfers|CURRLIAB|NONE|TRACKINGTRANSFERS
880|Owner A Drawings|CURRLIAB|NONE|pay
881|Owner A Funds Introduced|CURRLIAB|NONE|pay
900|Loan|TERMLIAB|NONE|
960|Retained Earnings|EQUITY|NONE|RETAINEDEARNINGS
970|Owner A Share Capital|EQUITY|NONE|pay`;

const taxRates = `
OUTPUT|Tax on Sales|8.25|AELXR|
INPUT|Tax on Purchases|8.25|AELXR|
TAX001|Tax on Goods|8.75|AELXR|custom
TAX002|Old County Tax|7.5|AELXR|custom,deleted
NONE|Tax Exempt|0|AELXR|
GSTONIMPORTS|Sales Tax on Imports|0|L|`;

export const us: OrganisationData = {
  name: 'Demo Company (US)',
  country: 'US',
  baseCurrency: 'USD',
  foreignCurrencies: [
    { code: 'CAD', description: 'Canadian Dollar', rate: '1.375000' },
    { code: 'EUR', description: 'Euro', rate: '0.865000' },
  ],
  timeZone: 'America/New_York',
  xeroTimeZone: 'EASTERNSTANDARDTIME',
  financialYearEnd: [31, 12],
  salesTaxBasis: 'ACCRUALS',
  salesTaxPeriod: 'NONE',
  taxNumber: '12-3456789',
  registration: { EmployerIdentificationNumber: '12-3456789' },
  taxName: 'Tax',
  reportTaxTypes: {},
  taxTypes: { sales: 'OUTPUT', purchases: 'INPUT', none: 'NONE' },
  purchasesAccount: '300',
  accounts,
  taxRates,
};
