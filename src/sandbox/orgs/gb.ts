/** Demo Company (UK): chart of accounts and VAT rates. */
import type { OrganisationData } from './organisation.ts';

const accounts = `
090|Business Bank Account|BANK|NONE|
091|Business Savings Account|BANK|NONE|
|Direct Debit - GBP|BANK|NONE|
200|Sales|REVENUE|OUTPUT2|
260|Other Revenue|REVENUE|OUTPUT2|
270|Interest Income|REVENUE|NONE|
310|Cost of Goods Sold|DIRECTCOSTS|INPUT2|
320|Direct Wages|DIRECTCOSTS|NONE|
325|Direct Expenses|DIRECTCOSTS|INPUT2|
400|Advertising & Marketing|OVERHEADS|INPUT2|
401|Audit & Accountancy fees|OVERHEADS|INPUT2|
402|Old Marketing Campaigns|OVERHEADS|INPUT2|archived
404|Bank Fees|OVERHEADS|NONE|
408|Cleaning|OVERHEADS|INPUT2|
412|Consulting|OVERHEADS|INPUT2|
416|Depreciation Expense|OVERHEADS|NONE|
418|Charitable and Political Donations|OVERHEADS|NONE|
420|Entertainment-100% business|OVERHEADS|INPUT2|claims
424|Entertainment - 0%|OVERHEADS|NONE|claims
425|Postage, Freight & Courier|OVERHEADS|EXEMPTINPUT|
429|General Expenses|OVERHEADS|INPUT2|claims
433|Insurance|OVERHEADS|EXEMPTINPUT|
437|Interest Paid|OVERHEADS|NONE|
441|Legal Expenses|OVERHEADS|INPUT2|
445|Light, Power, Heating|OVERHEADS|RRINPUT|
449|Motor Vehicle Expenses|OVERHEADS|INPUT2|claims
457|Operating Lease Payments|OVERHEADS|INPUT2|
461|Printing & Stationery|OVERHEADS|INPUT2|
463|Domain, Apps & Software Expenses|OVERHEADS|INPUT2|
465|Rates|OVERHEADS|INPUT2|
469|Rent|OVERHEADS|INPUT2|
473|Repairs & Maintenance|OVERHEADS|INPUT2|
477|Salaries|OVERHEADS|NONE|
478|Directors' Remuneration|OVERHEADS|NONE|
479|Employers National Insurance|OVERHEADS|NONE|
480|Staff Training|OVERHEADS|INPUT2|
482|Pensions Costs|OVERHEADS|NONE|
483|Medical Insurance|OVERHEADS|NONE|
485|Subscriptions|OVERHEADS|INPUT2|
489|Telephone & Internet|OVERHEADS|INPUT2|
493|Travel - National|OVERHEADS|INPUT2|claims
494|Travel - International|OVERHEADS|ZERORATEDINPUT|claims
497|Bank Revaluations|OVERHEADS|NONE|BANKCURRENCYGAIN
498|Unrealised Currency Gains|OVERHEADS|NONE|UNREALISEDCURRENCYGAIN
499|Realised Currency Gains|OVERHEADS|NONE|REALISEDCURRENCYGAIN
500|Corporation Tax|OVERHEADS|NONE|
610|Accounts Receivable|CURRENT|NONE|DEBTORS
611|Less Provision for Doubtful Debts|CURRENT|NONE|
620|Prepayments|CURRENT|NONE|
630|Inventory|INVENTORY|NONE|
710|Office Equipment|FIXED|INPUT2|
711|Less Accumulated Depreciation on Office Equipment|FIXED|NONE|
720|Computer Equipment|FIXED|INPUT2|
721|Less Accumulated Depreciation on Computer Equipment|FIXED|NONE|
740|Buildings|FIXED|INPUT2|
741|Less Accumulated Depreciation on Buildings|FIXED|NONE|
750|Leasehold Improvements|FIXED|INPUT2|
751|Less Accumulated Depreciation on Leasehold Improvements|FIXED|NONE|
760|Motor Vehicles|FIXED|INPUT2|
761|Less Accumulated Depreciation on Motor Vehicles|FIXED|NONE|
764|Plant & Machinery|FIXED|INPUT2|
765|Less Accumulated Depreciation on Plant & Machinery|FIXED|NONE|
770|Intangibles|FIXED|NONE|
771|Less Accumulated Amortisation on Intangibles|FIXED|NONE|
800|Accounts Payable|CURRLIAB|NONE|CREDITORS
801|Unpaid Expense Claims|CURRLIAB|NONE|UNPAIDEXPCLM
805|Accruals|CURRLIAB|NONE|
810|Income in Advance|CURRLIAB|NONE|
811|Credit Card Control Account|CURRLIAB|NONE|pay
814|Wages Payable - Payroll|CURRLIAB|NONE|WAGEPAYABLES
815|Employee Contribution to Benefits|CURRLIAB|NONE|
820|VAT|CURRLIAB|NONE|GST
825|PAYE Payable|CURRLIAB|NONE|
826|NIC Payable|CURRLIAB|NONE|
830|Provision for Corporation Tax|CURRLIAB|NONE|
835|Directors' Loan Account|CURRLIAB|NONE|pay
840|Historical Adjustment|CURRLIAB|NONE|HISTORICAL
850|Suspense|CURRLIAB|NONE|
858|Pensions Payable|CURRLIAB|NONE|
860|Rounding|CURRLIAB|NONE|ROUNDING
868|Earnings Orders Payable|CURRLIAB|NONE|
877|Tracking Transfers|CURRLIAB|NONE|TRACKINGTRANSFERS
900|Loan|TERMLIAB|NONE|
910|Hire Purchase Loan|TERMLIAB|NONE|
920|Deferred Tax|TERMLIAB|NONE|
947|Student Loan Deductions Payable|CURRLIAB|NONE|
950|Capital - x,xxx Ordinary Shares|EQUITY|NONE|
960|Retained Earnings|EQUITY|NONE|RETAINEDEARNINGS
970|Owner A Funds Introduced|EQUITY|NONE|pay
980|Owner A Drawings|EQUITY|NONE|pay`;

const taxRates = `
OUTPUT2|20% (VAT on Income)|20|AELR|
INPUT2|20% (VAT on Expenses)|20|AELX|
RROUTPUT|5% (VAT on Income)|5|AELR|
RRINPUT|5% (VAT on Expenses)|5|AELX|
ZERORATEDOUTPUT|Zero Rated Income|0|AELR|
ZERORATEDINPUT|Zero Rated Expenses|0|AELX|
EXEMPTOUTPUT|Exempt Income|0|AELR|
EXEMPTINPUT|Exempt Expenses|0|AELX|
NONE|No VAT|0|AELXR|
CAPEXINPUT2|20% (VAT on Capital Purchases)|20|A|
CAPEXOUTPUT2|20% (VAT on Capital Sales)|20|A|
CAPEXINPUT|17.5% (VAT on Capital Purchases)|17.5|A|deleted
CAPEXOUTPUT|17.5% (VAT on Capital Sales)|17.5|A|deleted
CAPEXSRINPUT|15% (VAT on Capital Purchases)|15|A|deleted
CAPEXSROUTPUT|15% (VAT on Capital Sales)|15|A|deleted
SROUTPUT|15% (VAT on Income)|15|AELR|deleted
SRINPUT|15% (VAT on Expenses)|15|AELX|deleted
OUTPUT|17.5% (VAT on Income)|17.5|AELR|deleted
INPUT|17.5% (VAT on Expenses)|17.5|AELX|deleted
REVERSECHARGES|Reverse Charge Expenses (20%)|0|AELX|display=20
DRCHARGESUPPLY20|Domestic Reverse Charge @ 20% (VAT on Expenses)|0|AELX|display=20
DRCHARGE20|Domestic Reverse Charge @ 20% (VAT on Income)|0|AELR|display=20
DRCHARGESUPPLY5|Domestic Reverse Charge @ 5% (VAT on Expenses)|0|AELX|display=5
DRCHARGE5|Domestic Reverse Charge @ 5% (VAT on Income)|0|AELR|display=5
ECACQUISITIONS|EC Acquisitions (20%)|0|AELX|display=20
ECZRACQUISITIONS|EC Acquisitions (Zero Rated)|0|AELX|
ECZRINPUT|Zero Rated EC Expenses|0|AELX|
ECZROUTPUT|Zero Rated EC Goods Income|0|AELR|
ECZROUTPUTSERVICES|Zero Rated EC Services|0|AELR|
GSTONIMPORTS|VAT on Imports|0|L|`;

export const gb: OrganisationData = {
  name: 'Demo Company (UK)',
  country: 'GB',
  baseCurrency: 'GBP',
  foreignCurrencies: [
    { code: 'EUR', description: 'Euro', rate: '1.145000' },
    { code: 'USD', description: 'United States Dollar', rate: '1.315000' },
  ],
  timeZone: 'Europe/London',
  xeroTimeZone: 'GMTSTANDARDTIME',
  financialYearEnd: [31, 3],
  salesTaxBasis: 'ACCRUALS',
  salesTaxPeriod: 'QUARTERLY',
  taxNumber: 'GB 123456789',
  registration: { RegistrationNumber: '01234567' },
  taxName: 'VAT',
  reportTaxTypes: {
    OUTPUT2: 'OUTPUT',
    INPUT2: 'INPUT',
    RROUTPUT: 'OUTPUT',
    RRINPUT: 'INPUT',
    SROUTPUT: 'OUTPUT',
    SRINPUT: 'INPUT',
    CAPEXINPUT2: 'CAPITALEXPENSESINPUT',
    CAPEXOUTPUT2: 'CAPITALSALESOUTPUT',
    CAPEXINPUT: 'CAPITALEXPENSESINPUT',
    CAPEXOUTPUT: 'CAPITALSALESOUTPUT',
    CAPEXSRINPUT: 'CAPITALEXPENSESINPUT',
    CAPEXSROUTPUT: 'CAPITALSALESOUTPUT',
    DRCHARGESUPPLY20: 'DRCHARGESUPPLY',
    DRCHARGE20: 'DRCHARGE',
    DRCHARGESUPPLY5: 'DRCHARGESUPPLY',
    DRCHARGE5: 'DRCHARGE',
    ECZRACQUISITIONS: 'ECACQUISITIONS',
    ECZRINPUT: 'ECINPUT',
    ECZROUTPUT: 'ECOUTPUT',
    ECZROUTPUTSERVICES: 'ECOUTPUTSERVICES',
  },
  taxTypes: { sales: 'OUTPUT2', purchases: 'INPUT2', none: 'NONE' },
  purchasesAccount: '310',
  accounts,
  taxRates,
};
