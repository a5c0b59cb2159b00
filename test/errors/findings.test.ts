/** Every finding of names, rules and verified totals: an input that raises it, and a neighbour that does not. */

import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { actionKinds } from '../../src/validators/action-findings.ts';
import { batchKinds } from '../../src/validators/batch-findings.ts';
import { createCatalogue, validatorKinds } from '../../src/validators/catalogue.ts';
import { fileKinds } from '../../src/validators/file-findings.ts';
import { matchingKinds } from '../../src/validators/matching-findings.ts';
import { noteKinds } from '../../src/validators/note-findings.ts';
import { pipelineKinds } from '../../src/validators/pipeline-findings.ts';
import { renderBlock, renderFinding } from '../../src/validators/render-finding.ts';
import { requestKinds } from '../../src/validators/request-findings.ts';
import { contacts, journals, payments } from '../unit/validators/sample-documents.ts';
import { account } from '../unit/validators/sample-facts.ts';
import { bankPairs } from './bank-pairs.ts';
import { type Case, type CaseLine, check } from './checking.ts';
import { settingsPairs } from './settings-pairs.ts';

interface Pair {
  readonly code: string;
  readonly raised: Case;
  readonly near: Case;
  readonly severity?: 'WARNING';
  /** What the finding must point at, where it is not row 2. */
  readonly row?: number;
  readonly column?: string;
  readonly value?: string;
}

const line = (values: CaseLine['values'], more: Partial<CaseLine> = {}): Case => ({ lines: [{ values, ...more }] });
const second = (values: CaseLine['values']): Case => ({ lines: [{ values: {} }, { values }] });
const fields = (changes: Case['fields'] & object, more: Case = {}): Case => ({ ...more, fields: changes });
const bill = { Type: 'ACCPAY' };
const LONG = 'x'.repeat(256);

const PAIRS: readonly Pair[] = [
  ...settingsPairs,
  ...bankPairs,
  {
    code: 'limit/too-long',
    raised: fields({ Reference: LONG }),
    near: fields({ Reference: LONG.slice(1) }),
    column: 'col Reference',
  },
  {
    code: 'limit/too-long',
    raised: second({ Description: 'd'.repeat(4001) }),
    near: second({ Description: 'd'.repeat(4000) }),
    row: 3,
  },
  {
    code: 'limit/decimals',
    raised: line({ UnitAmount: '#1.23456' }),
    near: line({ UnitAmount: '#1.23450' }),
    value: '1.23456',
  },
  {
    code: 'limit/decimals',
    raised: fields({ CurrencyRate: '#1.1234567' }),
    near: fields({ CurrencyRate: '#1.123456' }),
  },
  { code: 'limit/amount', raised: line({ UnitAmount: '#5000000000' }), near: line({ UnitAmount: '#4999999999.99' }) },
  {
    code: 'limit/rate-digits',
    raised: fields({ CurrencyRate: '#1234567890123456789' }),
    near: fields({ CurrencyRate: '#123456789012345678' }),
  },
  {
    code: 'limit/not-ascii',
    raised: fields({ InvoiceNumber: 'INV–1' }),
    near: fields({ InvoiceNumber: 'INV-1' }),
    value: 'INV–1',
  },
  {
    code: 'limit/contact-name',
    raised: fields({ 'Contact.Name': 'New <b>' }),
    near: fields({ 'Contact.Name': 'New b' }),
  },
  {
    code: 'limit/contact-name',
    raised: { entity: contacts, fields: { Name: 'A  B' } },
    near: { entity: contacts, fields: { Name: 'A B' } },
  },
  {
    code: 'duplicate/similar-contact',
    severity: 'WARNING',
    raised: { entity: contacts, fields: { Name: 'Ridgeway-University Ltd' } },
    near: { entity: contacts, fields: { Name: 'Ridgeway College' } },
    column: 'col Name',
  },
  {
    code: 'limit/tracking',
    raised: line({ 'Tracking.Region': 'North', 'Tracking.Team': 'A', 'Tracking.Project': 'X' }, {}),
    near: line({ 'Tracking.Region': 'North', 'Tracking.Team': 'A' }),
  },
  {
    code: 'map/tracking-option',
    raised: line({ 'Tracking.1.Name': 'Region' }),
    near: line({ 'Tracking.1.Name': 'Region', 'Tracking.1.Option': 'North' }),
  },
  {
    code: 'map/tracking-twice',
    raised: line({ 'Tracking.1.Name': 'Region', 'Tracking.1.Option': 'North', 'Tracking.Region': 'South' }),
    near: line({ 'Tracking.1.Name': 'Team', 'Tracking.1.Option': 'A', 'Tracking.Region': 'South' }),
  },
  {
    code: 'map/required',
    raised: fields({ Date: null }),
    near: fields({ Date: null }, { mode: 'update' }),
    column: 'col Date',
  },
  {
    code: 'map/required',
    raised: fields({ DueDate: null, Status: 'AUTHORISED' }),
    near: fields({ DueDate: null }),
    column: 'col DueDate',
  },
  {
    code: 'map/required',
    raised: { ...second({ AccountCode: null }), fields: { Status: 'SUBMITTED' } },
    near: { ...second({ AccountCode: null, Quantity: null, UnitAmount: null }), fields: { Status: 'SUBMITTED' } },
    row: 3,
    column: 'col AccountCode',
  },
  {
    code: 'map/required',
    raised: second({ Description: null }),
    near: second({ Description: null, Quantity: null, UnitAmount: null }),
    row: 3,
    column: 'col Description',
  },
  {
    code: 'map/required',
    raised: { ...second({ Description: null }), mode: 'update' },
    near: { ...second({ Description: null, ItemCode: 'HAMMER' }), mode: 'update' },
    row: 3,
  },
  {
    code: 'map/no-lines',
    raised: fields({ Status: 'AUTHORISED' }, { lines: [] }),
    near: fields({ Status: 'AUTHORISED' }),
  },
  {
    code: 'map/new-status',
    raised: fields({ Status: 'VOIDED' }),
    near: fields({ Status: 'SUBMITTED' }),
    value: 'VOIDED',
  },
  {
    code: 'map/email',
    raised: { entity: contacts, fields: { EmailAddress: 'jürgen@example.com' } },
    near: { entity: contacts, fields: { EmailAddress: "o'neil+x@mail.example.co.uk" } },
  },
  {
    code: 'map/email',
    raised: fields({ 'Contact.Name': 'New', 'Contact.EmailAddress': 'a@b.c, d@e.f' }),
    near: fields({ 'Contact.EmailAddress': 'a@b.c, d@e.f' }),
  },
  { code: 'map/url', raised: fields({ Url: 'www.example.com/1' }), near: fields({ Url: 'https://www.example.com/1' }) },
  {
    code: 'map/contact-persons',
    raised: { entity: contacts, fields: { EmailAddress: null, 'ContactPersons.1.FirstName': 'Ann' } },
    near: { entity: contacts, fields: { 'ContactPersons.1.FirstName': 'Ann' } },
  },
  {
    code: 'map/person-gap',
    raised: { entity: contacts, mode: 'update', fields: { 'ContactPersons.2.FirstName': 'Ann' } },
    near: { entity: contacts, fields: { 'ContactPersons.2.FirstName': 'Ann' } },
    column: 'col ContactPersons.2.FirstName',
    value: 'Ann',
  },
  {
    code: 'map/person-gap',
    raised: {
      entity: contacts,
      mode: 'upsert',
      fields: { 'ContactPersons.1.LastName': 'Lee', 'ContactPersons.3.IncludeInEmails': true },
    },
    near: {
      entity: contacts,
      mode: 'upsert',
      fields: { 'ContactPersons.2.FirstName': 'Ann', 'ContactPersons.1.LastName': 'Lee' },
    },
    value: 'TRUE',
  },
  {
    code: 'map/person-gap',
    raised: { ...fields({ 'Contact.ContactPersons.4.FirstName': 'Ann' }), mode: 'update', contacts: 'update' },
    near: { ...fields({ 'Contact.ContactPersons.4.FirstName': 'Ann' }), mode: 'update' },
  },
  {
    code: 'line-math/line-amount',
    raised: line({ LineAmount: '#20.01' }),
    near: line({ LineAmount: '#20' }),
    column: 'col LineAmount',
    value: '20.01',
  },
  {
    code: 'line-math/line-amount',
    raised: line({ LineAmount: '#20', DiscountRate: '#10' }),
    near: line({ LineAmount: '#18', DiscountRate: '#10' }),
  },
  {
    code: 'line-math/no-amount',
    severity: 'WARNING',
    raised: line({ UnitAmount: null }),
    near: line({ UnitAmount: null, Quantity: null }),
  },
  {
    code: 'line-math/text-alone',
    severity: 'WARNING',
    raised: line({ UnitAmount: null, Quantity: null }),
    near: line({ UnitAmount: null, Quantity: null, LineAmount: '#0' }),
    column: 'col Description',
  },
  {
    code: 'line-math/text-alone',
    severity: 'WARNING',
    raised: line({ UnitAmount: null, Quantity: null }),
    near: line({ UnitAmount: null, Quantity: null, ItemCode: 'BOOK' }),
  },
  { code: 'line-math/tax-amount', raised: line({ TaxAmount: '#-20.01' }), near: line({ TaxAmount: '#20' }) },
  {
    code: 'line-math/discount-not-allowed',
    raised: { ...line({ DiscountRate: '#5', TaxType: 'INPUT2', AccountCode: '0300' }), fields: bill },
    near: line({ DiscountRate: '#5' }),
  },
  {
    code: 'line-math/two-discounts',
    raised: line({ DiscountRate: '#5', DiscountAmount: '#1' }),
    near: line({ DiscountAmount: '#1' }),
  },
  {
    code: 'line-math/discount-too-large',
    raised: line({ DiscountRate: '#100.01' }),
    near: line({ DiscountRate: '#100' }),
  },
  {
    code: 'line-math/discount-too-large',
    raised: line({ DiscountAmount: '#20.01' }),
    near: line({ DiscountAmount: '#20' }),
  },
  {
    code: 'line-math/negative-quantity',
    raised: line({ Quantity: '#-1', UnitAmount: '#-5' }),
    near: line({ Quantity: '#0' }),
    value: '-1',
  },
  { code: 'totals/negative', raised: line({ UnitAmount: '#-0.01' }), near: line({ UnitAmount: '#0' }) },
  {
    code: 'tax-type/unknown',
    raised: line({ TaxType: 'OUTPUT9' }),
    near: line({ TaxType: '20% (vat on income) ' }),
    value: 'OUTPUT9',
  },
  {
    code: 'tax-type/unknown',
    raised: { ...line({ TaxType: '20% (VAT on Income)' }), exact: true },
    near: { ...line({ TaxType: 'OUTPUT2' }), exact: true },
  },
  { code: 'tax-type/deleted', raised: line({ TaxType: 'SROUTPUT' }), near: line({ TaxType: 'RROUTPUT' }) },
  { code: 'tax-type/not-for-account', raised: line({ TaxType: 'INPUT2' }), near: line({ TaxType: 'NONE' }) },
  {
    code: 'tax-type/wrong-side',
    severity: 'WARNING',
    raised: line({ AccountCode: '835', TaxType: 'INPUT2' }),
    near: line({ AccountCode: '835' }),
  },
  {
    code: 'tax-type/account-default',
    severity: 'WARNING',
    raised: line({ TaxType: null }, { blank: ['TaxType'] }),
    near: line({ TaxType: null }),
  },
  {
    code: 'account-code/archived',
    raised: line({ AccountCode: '402', TaxType: 'NONE' }),
    near: line({ AccountCode: '425', TaxType: 'NONE' }),
  },
  {
    code: 'account-code/not-postable',
    raised: line({ AccountCode: '090', TaxType: 'NONE' }),
    near: line({ AccountCode: '835', TaxType: 'NONE' }),
  },
  {
    code: 'account-code/not-postable',
    raised: line({ AccountCode: '610', TaxType: 'NONE' }),
    near: line({ AccountCode: '630', TaxType: 'NONE' }),
  },
  {
    code: 'account-code/not-postable',
    raised: journal([
      ['#5', '630'],
      ['#-5', '0300'],
    ]),
    near: journal([
      ['#5', '200'],
      ['#-5', '0300'],
    ]),
  },
  {
    code: 'account-code/system-account',
    severity: 'WARNING',
    raised: onEquity({ systemAccount: 'RETAINEDEARNINGS' }),
    near: onEquity({}),
  },
  { code: 'account-code/not-for-payments', raised: pay({ Account: '200' }), near: pay({ Account: '835' }) },
  {
    code: 'account-code/archived-for-payments',
    raised: {
      ...pay({ Account: '091' }),
      data: { accounts: [account('091', 'Old Bank', 'BANK', { status: 'ARCHIVED' })] },
    },
    near: { ...pay({ Account: '091' }), data: { accounts: [account('091', 'Old Bank', 'BANK')] } },
  },
  { code: 'map/payment-amount', raised: pay({ Amount: '#0' }), near: pay({ Amount: '#0.01' }) },
  { code: 'map/payment-target', raised: pay({ CreditNote: 'CN-1' }), near: pay({ CreditNote: 'CN-1', Invoice: null }) },
  {
    code: 'totals/unbalanced',
    raised: journal([
      ['#5.01', '200'],
      ['#-5', '0300'],
    ]),
    near: journal([
      ['#5', '200'],
      ['#-5', '0300'],
    ]),
  },
  {
    code: 'totals/one-line',
    raised: journal([['#0', '200']]),
    near: journal([
      ['#0', '200'],
      ['#0', '0300'],
    ]),
  },
  {
    code: 'line-math/journal-tax',
    raised: taxedJournal('#1.01'),
    near: taxedJournal('#1'),
    value: '1.01',
  },
  {
    code: 'date/locked',
    raised: fields({ Date: '2026-03-31', Status: 'AUTHORISED' }),
    near: fields({ Date: '2026-04-01', Status: 'AUTHORISED' }),
    value: '2026-03-31',
  },
  {
    code: 'date/locked',
    severity: 'WARNING',
    raised: fields({ Date: '2026-03-31' }),
    near: fields({ Date: '2026-04-01' }),
  },
  {
    code: 'date/due-before-date',
    severity: 'WARNING',
    raised: fields({ DueDate: '2026-10-04' }),
    near: fields({ DueDate: '2026-10-05' }),
  },
  {
    code: 'resolve/currency-rate',
    raised: fields({ CurrencyCode: 'EUR', CurrencyRate: '#0' }),
    near: fields({ CurrencyCode: 'EUR', CurrencyRate: '#1.15' }),
    column: 'col CurrencyRate',
  },
  {
    code: 'resolve/currency-rate',
    raised: fields({ CurrencyRate: '#1.15' }),
    near: fields({ CurrencyRate: '#1.00' }),
    column: 'col CurrencyRate',
  },
  {
    code: 'tax-type/no-tax',
    raised: fields({ LineAmountTypes: 'NoTax' }),
    near: fields({ LineAmountTypes: 'NoTax' }, line({ TaxType: 'NONE' })),
  },
  { code: 'resolve/currency', raised: fields({ CurrencyCode: 'USD' }), near: fields({ CurrencyCode: 'eur' }) },
  {
    code: 'resolve/unknown-account',
    raised: line({ AccountCode: '300' }),
    near: line({ AccountCode: ' samples', TaxType: 'INPUT2' }),
    value: '300',
  },
  {
    code: 'resolve/unknown-account',
    raised: { ...line({ AccountCode: 'Sales' }), exact: true },
    near: line({ AccountCode: 'Sales' }),
  },
  {
    code: 'resolve/unknown-account',
    raised: pay({ Account: null, 'Account.AccountID': 'x' }),
    near: pay({ Account: '090' }),
  },
  {
    code: 'resolve/ambiguous-account',
    raised: line({ AccountCode: 'Postage', TaxType: 'NONE' }),
    near: line({ AccountCode: '425', TaxType: 'NONE' }),
  },
  {
    code: 'resolve/account-without-code',
    raised: line({ AccountCode: 'Direct Debit', TaxType: 'NONE' }),
    near: pay({ Account: 'Direct Debit' }),
  },
  { code: 'resolve/ambiguous-tax-type', raised: line({ TaxType: 'Levy' }), near: line({ TaxType: 'TAX001' }) },
  { code: 'resolve/unknown-item', raised: line({ ItemCode: 'BOOKS' }), near: line({ ItemCode: 'book' }) },
  {
    code: 'resolve/item-side',
    raised: { ...line({ ItemCode: 'BOOK', TaxType: 'INPUT2', AccountCode: '0300' }), fields: bill },
    near: line({ ItemCode: 'BOOK' }),
  },
  {
    code: 'resolve/unknown-branding-theme',
    raised: fields({ BrandingTheme: 'Green' }),
    near: fields({ BrandingTheme: 'very orange' }),
  },
  {
    code: 'resolve/ambiguous-branding-theme',
    raised: { ...fields({ BrandingTheme: 'Same' }), data: { brandingThemes: [theme('1'), theme('2')] } },
    near: { ...fields({ BrandingTheme: 'Same' }), data: { brandingThemes: [theme('1')] } },
  },
  {
    code: 'resolve/unknown-tracking-category',
    raised: line({ 'Tracking.Place': 'North' }),
    near: line({ 'Tracking.region': 'north' }),
  },
  {
    code: 'resolve/unknown-tracking-category',
    raised: line({ 'Tracking.Project': 'X' }),
    near: line({ 'Tracking.Team': 'A' }),
  },
  {
    code: 'resolve/unknown-tracking-option',
    raised: line({ 'Tracking.Region': 'Old' }),
    near: line({ 'Tracking.Region': 'West Coast' }),
    value: 'Old',
  },
  {
    code: 'resolve/new-contact',
    severity: 'WARNING',
    raised: fields({ 'Contact.Name': 'Brand New' }),
    near: fields({ 'Contact.Name': 'ridgeway university ' }),
  },
  {
    code: 'resolve/unknown-contact',
    raised: fields({ 'Contact.Name': 'Ridgway University' }, { contacts: 'existing' }),
    near: fields({}, { contacts: 'existing' }),
  },
  {
    code: 'resolve/similar-contact',
    raised: fields({ 'Contact.Name': 'Basket-Case Limited' }),
    near: fields({ 'Contact.Name': 'basket case LTD' }),
  },
  {
    code: 'resolve/ambiguous-contact',
    raised: fields({ 'Contact.Name': 'Twice' }),
    near: fields({ 'Contact.Name': 'Thrice' }),
  },
  {
    code: 'resolve/archived-contact',
    raised: fields({ 'Contact.Name': 'Gone Away' }),
    near: fields({ 'Contact.Name': 'Going Away' }),
  },
  {
    code: 'resolve/contact-mismatch',
    raised: fields({ 'Contact.ContactNumber': 'C-002' }),
    near: fields({ 'Contact.ContactNumber': 'C-002', 'Contact.Name': 'Basket Case Ltd' }),
  },
  {
    code: 'totals/sub-total',
    raised: { verify: { SubTotal: '20.01' } },
    near: { verify: { SubTotal: '20' } },
    value: '20.01',
  },
  { code: 'totals/total-tax', raised: { verify: { TotalTax: '4.01' } }, near: { verify: { TotalTax: '4.00' } } },
  {
    code: 'totals/total',
    raised: { verify: { Total: '24.02' }, within: { Total: '0.01' } },
    near: { verify: { Total: '24' } },
  },
  {
    code: 'totals/total',
    severity: 'WARNING',
    raised: { verify: { Total: '24.01' }, within: { Total: '0.01' } },
    near: { verify: { Total: '24' } },
  },
  {
    code: 'totals/not-computed',
    raised: { ...fields({ LineAmountTypes: null }, { verify: { Total: '24' } }), mode: 'update' },
    near: { verify: { Total: '24' }, mode: 'update' },
  },
  {
    code: 'totals/not-computed',
    raised: { ...fields({ LineAmountTypes: null }, { verify: { Total: '24' } }), mode: 'update' },
    near: fields({ LineAmountTypes: null }, { verify: { Total: '24' } }),
  },
  {
    code: 'totals/inclusive-tie',
    severity: 'WARNING',
    raised: { ...tie(), verify: { TotalTax: '0.01' } },
    near: { ...tie(), verify: { TotalTax: '0' } },
  },
  {
    code: 'line-math/verify-line-amount',
    raised: line({}, { verify: { LineAmount: '21' } }),
    near: line({}, { verify: { LineAmount: '20' } }),
  },
  {
    code: 'line-math/verify-tax-amount',
    raised: line({}, { verify: { TaxAmount: '3.99' } }),
    near: line({}, { verify: { TaxAmount: '4' } }),
  },
];

const catalogue = createCatalogue(validatorKinds);

describe('each finding', () => {
  it.each(PAIRS.map((pair, index) => ({ title: `${pair.code} (${index})`, ...pair })))('$title', (pair) => {
    const { findings } = check(pair.raised);
    const found = findings.find((finding) => finding.code === pair.code);
    expect(findings.map((finding) => finding.code)).toContain(pair.code);
    expect(found?.severity).toBe(pair.severity ?? 'ERROR');
    expect(found?.row).toBe(pair.row ?? 2);
    expect(found?.ordinal).toBe((pair.row ?? 2) - 2);
    if (pair.column !== undefined) expect(found?.column).toBe(pair.column);
    if (pair.value !== undefined) expect(found?.value).toBe(pair.value);
    if (found !== undefined) expectWords(found);
    expect(check(pair.near).findings.map((finding) => finding.code)).not.toContain(pair.code);
  });

  it('has a pair for every code', () => {
    const others = new Set(
      [
        ...[...matchingKinds, ...batchKinds, ...actionKinds, ...pipelineKinds],
        ...[...fileKinds, ...noteKinds, ...requestKinds],
      ].map((kind) => kind.code),
    );
    const codes = new Set(validatorKinds.map((kind) => kind.code).filter((code) => !others.has(code)));
    expect([...codes].sort()).toEqual([...new Set(PAIRS.map((pair) => pair.code))].sort());
  });

  it('leaves a good document without any', () => {
    expect(check({}).findings).toEqual([]);
    expect(check(pay({})).findings).toEqual([]);
    expect(check({ entity: contacts }).findings).toEqual([]);
  });
});

/** The message names row, column and value, and tells what to do; every parameter is there. */
function expectWords(finding: Finding): void {
  const text = renderFinding(finding, catalogue);
  expect(text).toContain(`Row ${finding.row}`);
  expect(text).toContain(finding.column ?? '');
  expect(text).toContain(finding.value ?? '');
  const kind = catalogue.kind(finding.code);
  expect(text.endsWith(kind?.remedy(finding) ?? 'no kind')).toBe(true);
  expect(text).not.toMatch(/undefined|null|\[object|\?\s|\?\.|\?$/);
  expect(renderBlock(finding, catalogue, { file: 'in.csv', document: 'INV-1' }).split('\n')).toHaveLength(3);
}

function pay(changes: Case['fields'] & object): Case {
  return { entity: payments, fields: changes };
}

function journal(lines: readonly (readonly [string, string])[]): Case {
  return {
    entity: journals,
    lines: lines.map(([LineAmount, AccountCode]) => ({ values: { LineAmount, AccountCode } })),
  };
}

function onEquity(over: { readonly systemAccount?: string }): Case {
  const accounts = [account('0300', 'Samples', 'EXPENSE'), account('960', 'Retained Earnings', 'EQUITY', over)];
  return {
    ...journal([
      ['#5', '960'],
      ['#-5', '0300'],
    ]),
    data: { accounts },
  };
}

/** 20 % of 5.00, added to it. */
function taxedJournal(TaxAmount: string): Case {
  const taxed = { LineAmount: '#5', AccountCode: '0300', TaxType: 'INPUT2', TaxAmount };
  return {
    entity: journals,
    fields: { LineAmountTypes: 'Exclusive' },
    lines: [{ values: taxed }, { values: { LineAmount: '#-6', AccountCode: '200' } }],
  };
}

function tie(): Case {
  return { fields: { LineAmountTypes: 'Inclusive' }, lines: [{ values: { Quantity: '#1', UnitAmount: '#0.03' } }] };
}

function theme(last: string) {
  return { id: `d0000000-0000-4000-8000-00000000001${last}`, name: 'Same' };
}
