/** Demo Company (NZ): chart of accounts and GST rates. */
import type { OrganisationData } from './organisation.ts';

const accounts = `
090|Business Bank Account|BANK|NONE|
091|Business Savings Account|BANK|NONE|
200|Sales|REVENUE|OUTPUT2|
260|Other Revenue|REVENUE|OUTPUT2|
270|Interest Income|REVENUE|NONE|
300|Depreciation Recovered|OTHERINCOME|NONE|
301|Capital Gain (Loss) on Disposal of Assets|REVENUE|OUTPUT2|
310|Cost of Goods Sold|DIRECTCOSTS|INPUT2|
400|Advertising|OVERHEADS|INPUT2|
401|ACC Levy Expenses|EXPENSE|INPUT2|
404|Bank Fees|OVERHEADS|NONE|
408|Cleaning|OVERHEADS|INPUT2|
412|Consulting & Accounting|OVERHEADS|INPUT2|
413|Subcontractors (GST Registered)|EXPENSE|INPUT2|
414|Subcontractors (Not GST Registered)|EXPENSE|INPUT2|
416|Depreciation|OVERHEADS|NONE|
420|Entertainment|OVERHEADS|INPUT2|claims
424|Entertainment - Non deductible|OVERHEADS|NONE|
425|Freight & Courier|OVERHEADS|INPUT2|
429|General Expenses|OVERHEADS|INPUT2|claims
433|Insurance|OVERHEADS|INPUT2|
437|Interest Expense|OVERHEADS|NONE|
441|Legal expenses|OVERHEADS|INPUT2|
445|Light, Power, Heating|OVERHEADS|INPUT2|
446|Low Value Assets <1K|EXPENSE|INPUT2|
449|Motor Vehicle Expenses|OVERHEADS|INPUT2|claims
453|Office Expenses|OVERHEADS|INPUT2|
461|Printing & Stationery|OVERHEADS|INPUT2|
469|Rent|OVERHEADS|INPUT2|
470|Loss on sale of Fixed Assets|EXPENSE|NONE|
473|Repairs and Maintenance|OVERHEADS|INPUT2|archived
477|Salaries|OVERHEADS|NONE|
478|KiwiSaver Employer Contributions|OVERHEADS|NONE|
485|Subscriptions|OVERHEADS|INPUT2|
489|Telephone & Internet|OVERHEADS|INPUT2|
493|Travel - National|OVERHEADS|INPUT2|claims
494|Travel - International|OVERHEADS|NONE|claims
495|Staff Training Expense|EXPENSE|INPUT2|
497|Bank Revaluations|EXPENSE|NONE|BANKCURRENCYGAIN
498|Unrealised Currency Gains|EXPENSE|NONE|UNREALISEDCURRENCYGAIN
499|Realised Currency Gains|EXPENSE|NONE|REALISEDCURRENCYGAIN
505|Income Tax Expense|EXPENSE|NONE|
506|Stripe Fees|EXPENSE|NONE|
507|PayPal fees|EXPENSE|NONE|
610|Accounts Receivable|CURRENT|NONE|DEBTORS
611|less Provision for Doubtful Debts|CURRENT|NONE|
620|Prepayments|CURRENT|NONE|
625|Withholding tax paid|CURRENT|NONE|
630|Inventory|INVENTORY|NONE|
710|Office Equipment|FIXED|INPUT2|
711|Less Accumulated Depreciation on Office Equipment|FIXED|NONE|
720|Computer Equipment|FIXED|INPUT2|
721|Less Accumulated Depreciation on Computer Equipment|FIXED|NONE|
740|Motor Vehicle >1K|FIXED|INPUT2|
741|Less Accumulated Depreciation - Vehicles|FIXED|NONE|
800|Accounts Payable|CURRLIAB|NONE|CREDITORS
801|Unpaid Expense Claims|CURRLIAB|NONE|UNPAIDEXPCLM
814|Wages Payable - Payroll|CURRLIAB|NONE|WAGEPAYABLES
816|Wages Deductions Payable|CURRLIAB|NONE|
820|GST|CURRLIAB|NONE|GST
825|PAYE Payable|CURRLIAB|NONE|
830|Income Tax|CURRLIAB|NONE|
840|Historical Adjustment|CURRLIAB|NONE|HISTORICAL
850|Suspense|CURRLIAB|NONE|
855|Clearing Account|CURRLIAB|NONE|pay
860|Rounding|CURRLIAB|NONE|ROUNDING
877|Tracking Transfers|CURRLIAB|NONE|TRACKINGTRANSFERS
900|Loan|TERMLIAB|NONE|
910|Loan from Director|TERMLIAB|NONE|
960|Retained Earnings|EQUITY|NONE|RETAINEDEARNINGS
970|Owner Funds Introduced|EQUITY|NONE|pay
980|Owner Drawings|EQUITY|NONE|pay`;

const taxRates = `
OUTPUT2|15% GST on Income|15|AELR|
INPUT2|15% GST on Expenses|15|AELX|
ZERORATED|Zero Rated|0|LR|
NONE|No GST|0|AELXR|
GSTONIMPORTS|GST on Imports|0|L|
OUTPUT|12.5% GST on Income|12.5|AELR|deleted
INPUT|12.5% GST on Expenses|12.5|AELX|deleted`;

export const nz: OrganisationData = {
  name: 'Demo Company (NZ)',
  country: 'NZ',
  baseCurrency: 'NZD',
  foreignCurrencies: [
    { code: 'AUD', description: 'Australian Dollar', rate: '0.905000' },
    { code: 'USD', description: 'United States Dollar', rate: '0.595000' },
  ],
  timeZone: 'Pacific/Auckland',
  xeroTimeZone: 'NEWZEALANDSTANDARDTIME',
  financialYearEnd: [31, 3],
  salesTaxBasis: 'PAYMENTS',
  salesTaxPeriod: 'TWOMONTHS',
  taxNumber: '101-2-303',
  registration: { RegistrationNumber: '1234567' },
  taxName: 'GST',
  reportTaxTypes: { OUTPUT2: 'OUTPUT', INPUT2: 'INPUT', ZERORATED: 'OUTPUT' },
  taxTypes: { sales: 'OUTPUT2', purchases: 'INPUT2', none: 'NONE' },
  purchasesAccount: '310',
  accounts,
  taxRates,
};
