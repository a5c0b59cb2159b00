import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, line, openSandbox, salesInvoice } from './sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
  const of = (number: string, over: object) => client.write('PUT', 'Invoices', salesInvoice(number, over));
  await of('W-1', { Date: '2026-03-01', DueDate: '2026-03-31', Reference: 'Roof (north)' });
  await of('W-2', { Date: '2026-03-02', DueDate: '2026-04-30', LineItems: [line({ UnitAmount: 75.5 })] });
  await of('W-3', { Type: 'ACCPAY', Date: '2026-03-03', Reference: 'say "roof"', Contact: { Name: 'Café Zoë' } });
});
afterAll(() => client.sandbox.close());

const filtered = (collection: string, expression: string, more = '') =>
  client.get(`${collection}?where=${encodeURIComponent(expression)}${more}`);
const numbers = async (expression: string) =>
  (await filtered('Invoices', expression)).json.Invoices.map((invoice: Loose) => invoice.InvoiceNumber);

describe('what a filter says', () => {
  test.each([
    ['InvoiceNumber=="W-1" || InvoiceNumber=="W-2" && Total==1', ['W-1']],
    ['(InvoiceNumber=="W-1" || InvoiceNumber=="W-2") && Total==1', []],
    ['!(Type=="ACCREC")', ['W-3']],
    ['not (type = "accpay") and DUEDATE > datetime(2026,4,1)', ['W-2']],
    ['"W-2"==InvoiceNumber', ['W-2']],
    ['DateTime(2026,3,2)<=Date', ['W-2', 'W-3']],
    ['Date >= DateTime.Parse("2026-03-02T00:00:00") AND Date < DateTime(2026, 03, 03)', ['W-2']],
    ['Date > DateTime(2026,3,1,12,30,0)', ['W-2', 'W-3']],
    ['Date.HasValue && Date.Value == DateTime(2026,3,1)', ['W-1']],
    ['Total >= 181.2 AND Total <= 181.20', ['W-2']],
    ['AmountDue<>120', ['W-2']],
    ['-1 < Total && Total != -120', ['W-1', 'W-2', 'W-3']],
    ['Reference==null', ['W-2']],
    ['Reference==""', ['W-2']],
    ['Reference!=null && Reference.EndsWith("(NORTH)")', ['W-1']],
    ['Reference!=null && Reference.ToUpper().Trim().Length == 12', ['W-1']],
    ['Reference=="Roof (north)"', ['W-1']],
    ['Reference=="say ""roof"""', ['W-3']],
    ['Contact.Name=="cafe zoe"', ['W-3']],
    ['Contact.Name.StartsWith("CAFE")', ['W-3']],
    ['Status != "DRAFT" AND Contact.Name != "Basket Case"', ['W-3']],
    ['SentToContact==false AND true', ['W-1', 'W-2', 'W-3']],
    ['LineItems != null AND Contact != null AND Total == 120 AND Type == "ACCREC"', ['W-1']],
  ])('%s', async (expression, expected) => {
    expect(await numbers(expression)).toEqual(expected);
  });

  test('holds for settings and for what belongs to a record, too', async () => {
    const names = async (collection: string, expression: string) =>
      (await filtered(collection, expression)).json[collection].map((one: Loose) => one.Name);
    expect(await names('TaxRates', 'EffectiveRate==5.0 AND CanApplyToRevenue==true')).toEqual(['5% (VAT on Income)']);
    expect(await names('Accounts', 'Class=="REVENUE" AND Code=="200"')).toEqual(['Sales']);
    expect(await names('Contacts', 'EmailAddress!=null AND EmailAddress.StartsWith("boom")')).toEqual(['Boom FM']);
    const [item] = (await client.get('Items')).json.Items;
    const priced = await filtered(
      'Items',
      `SalesDetails.UnitPrice==${item.SalesDetails.UnitPrice} AND Code=="${item.Code}"`,
    );
    expect(priced.json.Items).toHaveLength(1);
  });

  test('a backslash escapes where the sandbox is told so', async () => {
    const other = await openSandbox({ settings: { quotesInFilter: 'backslash' } });
    await other.write('PUT', 'Invoices', salesInvoice('Q-1', { Reference: 'say "x"' }));
    const where = encodeURIComponent('Reference=="say \\"x\\""');
    expect((await other.get(`Invoices?where=${where}`)).json.Invoices).toHaveLength(1);
    await other.sandbox.close();
  });
});

describe('what a filter may not say', () => {
  const parse = (message: string) => ({ ErrorNumber: 16, Type: 'QueryParseException', Message: message });
  test.each([
    ['Status=="AUTHORISED" AND ()', 'Expression expected'],
    ['Status==', 'Expression expected'],
    ['Total>=&Type=="ACCREC"', 'Expression expected'],
    ['(Total==1', "')' or operator expected"],
    ['Total==1)', 'Syntax error'],
    ['Total==1 Type', 'Syntax error'],
    ['Total ~ 1', "Syntax error '~'"],
    ['Status=="DRAFT', 'Unterminated string literal'],
    ["Status=='DRAFT'", 'Character literal must contain exactly one character'],
    ['Status', "Expression of type 'Boolean' expected"],
    ['Nothing=="x"', "No property or field 'Nothing' exists in type 'Invoice'"],
    ['constructor=="x"', "No property or field 'constructor' exists in type 'Invoice'"],
    ['Contact=aed3707a-aaaa-bbbb-cccc-2c90376dfb94', "No property or field 'aed3707a' exists in type 'Invoice'"],
    ['Contact.Town=="x"', "No property or field 'Town' exists in type 'Contact'"],
    ['Contact.=="x"', 'Identifier expected'],
    [' AND (Type == "ACCPAY")', "No applicable method 'AND' exists in type 'Invoice'"],
    ['Reference.Contains(1)', "No applicable method 'Contains' exists in type 'String'"],
    ['Reference.Sounds("x")', "No applicable method 'Sounds' exists in type 'String'"],
    ['SentToContact=="true"', "Operator '==' incompatible with operand types 'Boolean?' and 'String'"],
    ['Contact=="x"', "Operator '==' incompatible with operand types 'Contact' and 'String'"],
    ['Contact.ContactID=="x"', "Operator '==' incompatible with operand types 'Guid' and 'String'"],
    ['Date>="2026-03-01"', "Operator '>=' incompatible with operand types 'DateTime?' and 'String'"],
    ['Total="120"', "Operator '=' incompatible with operand types 'Decimal?' and 'String'"],
    ['InvoiceNumber==1', "Operator '==' incompatible with operand types 'String' and 'Int32'"],
    ['SentToContact>true', "Operator '>' incompatible with operand types 'Boolean?' and 'Boolean'"],
    ['Status AND Type=="ACCREC"', "Operator 'AND' incompatible with operand types 'String' and 'Boolean'"],
    ['!Status', "Operator '!' incompatible with operand type 'String'"],
    ['Date>DateTime(2026,3)', "No matching constructor in type 'DateTime'"],
    ['Date>DateTime(2026,2,30)', 'Year, Month, and Day parameters describe an un-representable DateTime.'],
    ['Date>DateTime.Parse("soon")', 'String was not recognized as a valid DateTime.'],
    ['InvoiceID==Guid("1")', 'Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).'],
  ])('%s', async (expression, message) => {
    const answer = await filtered('Invoices', expression);
    expect([answer.status, answer.json]).toEqual([400, parse(message)]);
  });

  test.each(['Contact.ContactID.ToString()=="x"', 'Date.Value.AddDays(1) > Date', 'LineItems.Any()'])(
    '%s, which Xero cannot answer, is a failure of the server',
    async (expression) => {
      const answer = await filtered('Invoices', expression);
      expect([answer.status, answer.json.Type]).toEqual([500, 'UnknownErrorException']);
    },
  );

  test('names the type that is asked', async () => {
    const message = async (collection: string) => (await filtered(collection, 'Oops==1')).json.Message;
    expect(await message('TaxRates')).toBe("No property or field 'Oops' exists in type 'TaxRate'");
    expect(await message('Currencies')).toBe("No property or field 'Oops' exists in type 'Currency'");
    expect(await message('Contacts')).toBe("No property or field 'Oops' exists in type 'Contact'");
  });
});

describe('a method of an empty field', () => {
  const unguarded = 'Reference.Contains("roof")';
  test('fails the call where such a record is met', async () => {
    expect((await filtered('Invoices', unguarded)).status).toBe(500);
    expect((await filtered('Invoices', `${unguarded} AND InvoiceNumber=="W-1"`)).status).toBe(500);
    expect(await numbers(`InvoiceNumber=="W-1" AND ${unguarded}`)).toEqual(['W-1']);
    expect((await filtered('Invoices', 'FullyPaidOnDate.Value > DateTime(2026,1,1)')).status).toBe(500);
  });

  test('does not match where the sandbox is told so', async () => {
    const other = await openSandbox({ settings: { nullInFilter: 'no-match' } });
    await other.write('PUT', 'Invoices', salesInvoice('N-1'), salesInvoice('N-2', { Reference: 'Roof' }));
    const { Invoices } = (await other.get(`Invoices?where=${encodeURIComponent(unguarded)}`)).json;
    expect(Invoices.map((invoice: Loose) => invoice.InvoiceNumber)).toEqual(['N-2']);
    await other.sandbox.close();
  });
});
