/** Demo Company (AU): chart of accounts and GST rates. */
import type { OrganisationData } from './organisation.ts';

const accounts = `
090|Business Bank Account|BANK|BASEXCLUDED|
091|Business Savings Account|BANK|BASEXCLUDED|
200|Sales|REVENUE|OUTPUT|
260|Other Revenue|REVENUE|OUTPUT|
270|Interest Income|REVENUE|BASEXCLUDED|
300|Purchases|DIRECTCOSTS|INPUT|
400|Advertising|EXPENSE|INPUT|
404|Bank Fees|EXPENSE|BASEXCLUDED|
408|Cleaning|EXPENSE|INPUT|
412|Consulting & Accounting|EXPENSE|INPUT|
416|Depreciation|EXPENSE|BASEXCLUDED|
420|Entertainment|EXPENSE|BASEXCLUDED|claims
425|Freight & Courier|EXPENSE|INPUT|
429|General Expenses|EXPENSE|INPUT|claims
433|Insurance|EXPENSE|INPUT|
437|Interest Expense|EXPENSE|BASEXCLUDED|
441|Legal expenses|EXPENSE|INPUT|
445|Light, Power, Heating|EXPENSE|INPUT|
449|Motor Vehicle Expenses|EXPENSE|INPUT|claims
453|Office Expenses|EXPENSE|INPUT|
461|Printing & Stationery|EXPENSE|INPUT|
469|Rent|EXPENSE|INPUT|
473|Repairs and Maintenance|EXPENSE|INPUT|archived
477|Wages and Salaries|EXPENSE|BASEXCLUDED|
478|Superannuation|EXPENSE|BASEXCLUDED|
479|Commission|DIRECTCOSTS|BASEXCLUDED|
485|Subscriptions|EXPENSE|INPUT|
489|Telephone & Internet|EXPENSE|INPUT|
493|Travel - National|EXPENSE|INPUT|claims
494|Travel - International|EXPENSE|BASEXCLUDED|claims
497|Bank Revaluations|EXPENSE|BASEXCLUDED|BANKCURRENCYGAIN
498|Unrealised Currency Gains|EXPENSE|BASEXCLUDED|UNREALISEDCURRENCYGAIN
499|Realised Currency Gains|EXPENSE|BASEXCLUDED|REALISEDCURRENCYGAIN
505|Income Tax Expense|EXPENSE|BASEXCLUDED|
610|Accounts Receivable|CURRENT|BASEXCLUDED|DEBTORS
620|Prepayments|CURRENT|BASEXCLUDED|
630|Inventory|INVENTORY|BASEXCLUDED|
710|Office Equipment|FIXED|CAPEXINPUT|
711|Less Accumulated Depreciation on Office Equipment|FIXED|BASEXCLUDED|
720|Computer Equipment|FIXED|CAPEXINPUT|
721|Less Accumulated Depreciation on Computer Equipment|FIXED|BASEXCLUDED|
800|Accounts Payable|CURRLIAB|BASEXCLUDED|CREDITORS
801|Unpaid Expense Claims|CURRLIAB|BASEXCLUDED|UNPAIDEXPCLM
805|Accrued Liabilities|CURRLIAB|BASEXCLUDED|
820|GST|CURRLIAB|BASEXCLUDED|GST
825|PAYG Withholdings Payable|CURRLIAB|BASEXCLUDED|
826|Superannuation Payable|CURRLIAB|BASEXCLUDED|
830|Income Tax Payable|CURRLIAB|BASEXCLUDED|
840|Historical Adjustment|CURRLIAB|BASEXCLUDED|HISTORICAL
850|Suspense|CURRLIAB|BASEXCLUDED|
860|Rounding|CURRLIAB|BASEXCLUDED|ROUNDING
877|Tracking Transfers|CURRLIAB|BASEXCLUDED|TRACKINGTRANSFERS
880|Owner A Drawings|CURRLIAB|BASEXCLUDED|pay
881|Owner A Funds Introduced|CURRLIAB|BASEXCLUDED|pay
900|Loan|TERMLIAB|BASEXCLUDED|
960|Retained Earnings|EQUITY|BASEXCLUDED|RETAINEDEARNINGS
970|Owner A Share Capital|EQUITY|BASEXCLUDED|pay`;

const taxRates = `
OUTPUT|GST on Income|10|AELR|
INPUT|GST on Expenses|10|AELX|
EXEMPTOUTPUT|GST Free Income|0|AELR|
EXEMPTEXPENSES|GST Free Expenses|0|AELX|
EXEMPTEXPORT|GST Free Exports|0|AELR|
EXEMPTCAPITAL|GST Free Capital|0|AELX|
CAPEXINPUT|GST on Capital|10|AELX|
INPUTTAXED|Input Taxed|0|AELXR|
BASEXCLUDED|BAS Excluded|0|AELXR|
GSTONIMPORTS|GST on Imports|0|L|
GSTONCAPIMPORTS|GST on Capital Imports|0|L|
TAX001|Wine Equalisation (old)|29|AELXR|custom,deleted`;

export const au: OrganisationData = {
  name: 'Demo Company (AU)',
  country: 'AU',
  baseCurrency: 'AUD',
  foreignCurrencies: [
    { code: 'NZD', description: 'New Zealand Dollar', rate: '1.105000' },
    { code: 'USD', description: 'United States Dollar', rate: '0.655000' },
  ],
  timeZone: 'Australia/Sydney',
  xeroTimeZone: 'AUSEASTERNSTANDARDTIME',
  financialYearEnd: [30, 6],
  salesTaxBasis: 'ACCRUALS',
  salesTaxPeriod: 'QUARTERLY1',
  taxNumber: '11 111 111 138',
  registration: { RegistrationNumber: '111 111 138' },
  taxName: 'GST',
  reportTaxTypes: { CAPEXINPUT: 'CAPITALEXINPUT', GSTONCAPIMPORTS: 'GSTONCAPITALIMPORTS' },
  taxTypes: { sales: 'OUTPUT', purchases: 'INPUT', none: 'BASEXCLUDED' },
  purchasesAccount: '300',
  accounts,
  taxRates,
};
