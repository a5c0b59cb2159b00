import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, openSandbox, salesInvoice } from './sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

const put = async (account: object) => client.send('PUT', 'Accounts', account);
const made = async (account: object): Promise<Loose> => (await put({ Type: 'EXPENSE', ...account })).json.Accounts[0];
const post = async (id: string, account: object, to = client) => to.send('POST', `Accounts/${id}`, account);
const messages = (answer: Loose) => answer.json.Elements[0].ValidationErrors.map((error: Loose) => error.Message);
const byCode = async (code: string) => (await client.get(`Accounts?where=Code=="${code}"`)).json.Accounts[0];

describe('a new account', () => {
  test('is answered with what its type gives it', async () => {
    expect(await made({ Code: '123456', Name: 'Foobar', Description: 'Hello World' })).toMatchObject({
      Code: '123456',
      Status: 'ACTIVE',
      TaxType: 'INPUT2',
      Class: 'EXPENSE',
      EnablePaymentsToAccount: false,
      ShowInExpenseClaims: false,
      ReportingCode: 'EXP',
      ReportingCodeName: 'Expense',
    });
    expect((await made({ Code: 'R1', Name: 'R1', Type: 'revenue' })).TaxType).toBe('OUTPUT2');
    expect((await made({ Code: 'L1', Name: 'L1', Type: 'CURRLIAB' })).TaxType).toBe('NONE');
  });

  test.each([
    [{ Code: '1' }, 'Please enter a unique Name.'],
    [{ Name: 'No Code' }, 'Please enter a unique Code.'],
    [{ Code: '1', Name: 'x'.repeat(151) }, 'Account Name must not be longer than 150 characters.'],
    [{ Code: '1', Name: 'N', Description: 'x'.repeat(4001) }, 'Description must not be longer than 4000 characters.'],
    [{ Code: '1', Name: 'N', Type: 'NOSUCH' }, 'Account type is not valid.'],
    [{ Code: '1', Name: 'N', TaxType: 'NOSUCH' }, 'The TaxType code NOSUCH does not exist'],
    [{ Code: '1', Name: 'N', TaxType: 'OUTPUT2' }, "The TaxType code 'OUTPUT2' cannot be used with account code '1'."],
    [{ Name: 'N', Type: 'BANK' }, 'Bank account number must be specified.'],
    [
      { Name: 'N', Type: 'BANK', BankAccountNumber: '1', CurrencyCode: 'JPY' },
      "The current organisation is not subscribed to currency 'JPY'.",
    ],
  ])('%j is refused', async (account, message) => {
    const answer = await put({ Type: 'EXPENSE', ...account });
    expect(messages(answer)).toEqual([expect.stringContaining(message)]);
    expect(answer.json.Elements[0].AccountID).toBe('00000000-0000-0000-0000-000000000000');
    expect((await client.get('Accounts?where=Name=="N"')).json.Accounts).toEqual([]);
  });

  test('of a bank needs no code, has a currency and no description', async () => {
    const bank = await made({
      Name: 'Euro Bank',
      Type: 'BANK',
      BankAccountNumber: '1',
      CurrencyCode: 'EUR',
      Description: 'D',
    });
    expect(bank).toMatchObject({ BankAccountType: 'BANK', CurrencyCode: 'EUR', TaxType: 'NONE' });
    expect(bank).not.toHaveProperty('Description');
    expect(bank).not.toHaveProperty('Code');
  });

  test('is the first of a list alone', async () => {
    const Accounts = [
      { Code: 'F1', Name: 'First', Type: 'EXPENSE' },
      { Code: 'F2', Name: 'Second', Type: 'EXPENSE' },
    ];
    expect((await put({ Accounts })).json.Accounts).toHaveLength(1);
    expect(await byCode('F2')).toBeUndefined();
  });

  test('refused with summarizeErrors=false leaves no trace', async () => {
    const answer = await client.send('PUT', 'Accounts?summarizeErrors=false', {
      Code: '200',
      Name: 'Ghost',
      Type: 'SALES',
    });
    expect(answer.status).toBe(200);
    expect((await client.get('Accounts?where=Name=="Ghost"')).json.Accounts).toEqual([]);
  });
});

describe('a change of an account', () => {
  test('names the account in its path', async () => {
    const { AccountID } = await made({ Code: 'C1', Name: 'Changing' });
    const changed = (await post(AccountID, { Name: 'Changed', Code: 'C2' })).json.Accounts[0];
    expect(changed).toMatchObject({ AccountID, Name: 'Changed', Code: 'C2', Type: 'EXPENSE' });
    expect((await client.send('POST', 'Accounts', { AccountID, Name: 'Named in the body' })).status).toBe(200);
    expect((await client.send('POST', 'Accounts', { Name: 'X' })).status).toBe(501);
    expect((await post(crypto.randomUUID(), { Name: 'X' })).status).toBe(404);
  });

  test('that archives stands alone', async () => {
    const { AccountID } = await made({ Code: 'A1', Name: 'Archiving' });
    const both = await post(AccountID, { Status: 'ARCHIVED', Name: 'New' });
    expect(messages(both)).toEqual(['An account cannot be archived and changed in one call.']);
    expect((await client.get(`Accounts/${AccountID}`)).json.Accounts[0]).toMatchObject({
      Name: 'Archiving',
      Status: 'ACTIVE',
    });
    expect((await post(AccountID, { Status: 'ARCHIVED' })).json.Accounts[0].Status).toBe('ARCHIVED');
  });

  test('of an archived one restores it, where the settings let it', async () => {
    const { AccountID } = await byCode('402');
    const strict = await openSandbox({ settings: { archivedAccount: 'final' } });
    expect((await post(AccountID, { Status: 'ACTIVE' }, strict)).status).toBe(400);
    await strict.sandbox.close();
    expect((await post(AccountID, { Name: 'Other' })).status).toBe(400);
    expect((await post(AccountID, { Status: 'ACTIVE' })).json.Accounts[0].Status).toBe('ACTIVE');
  });

  test('leaves type and status of a system account alone', async () => {
    const { AccountID } = await byCode('610');
    const message = 'System accounts cannot be archived, deleted or changed in type.';
    expect(messages(await post(AccountID, { Status: 'ARCHIVED' }))).toEqual([message]);
    expect(messages(await post(AccountID, { Type: 'EXPENSE' }))).toEqual([message]);
    expect((await post(AccountID, { Name: 'Debtors' })).json.Accounts[0].Name).toBe('Debtors');
  });

  test('makes no bank account of another, nor the other way', async () => {
    const { AccountID } = await made({ Code: 'B1', Name: 'Not a bank' });
    const message = 'An account cannot be changed to or from a bank account.';
    expect(messages(await post(AccountID, { Type: 'BANK', BankAccountNumber: '1', TaxType: 'NONE' }))).toEqual([
      message,
    ]);
    expect(messages(await post((await byCode('090')).AccountID, { Type: 'CURRENT' }))).toEqual([message]);
  });

  test('with summarizeErrors=false says OK to what it refuses', async () => {
    const { AccountID } = await made({ Code: 'Q1', Name: 'Quiet' });
    const answer = await client.send('POST', `Accounts/${AccountID}?summarizeErrors=false`, { Code: '200' });
    expect([answer.status, answer.json.Accounts[0].ValidationErrors]).toEqual([200, undefined]);
    expect((await client.get(`Accounts/${AccountID}`)).json.Accounts[0].Code).toBe('Q1');
  });
});

describe('DELETE', () => {
  test('removes an unused account and shows it once more', async () => {
    const { AccountID } = await made({ Code: 'D1', Name: 'Deleted' });
    const answer = await client.send('DELETE', `Accounts/${AccountID}`);
    expect(answer.json.Accounts[0]).toMatchObject({ AccountID, Code: 'D1', Status: 'DELETED' });
    expect((await client.get(`Accounts/${AccountID}`)).status).toBe(404);
    expect((await made({ Code: 'D1', Name: 'Deleted' })).Status).toBe('ACTIVE');
  });

  test('refuses a used account and a system account', async () => {
    await client.write('PUT', 'Invoices', salesInvoice('DEL-1'));
    for (const code of ['200', '610']) {
      const { AccountID } = await byCode(code);
      expect((await client.send('DELETE', `Accounts/${AccountID}`)).json.ErrorNumber).toBe(10);
      expect(await byCode(code)).toBeDefined();
    }
  });

  test('refuses the account of a payment', async () => {
    const account = await made({ Name: 'Paying', Code: 'P9', Type: 'BANK', BankAccountNumber: '9' });
    const [invoice] = await client.write('PUT', 'Invoices', salesInvoice('DEL-2'));
    const payment = { Invoice: { InvoiceID: invoice.InvoiceID }, Account: { Code: 'P9' }, Amount: 1 };
    await client.write('PUT', 'Payments', payment);
    expect((await client.send('DELETE', `Accounts/${account.AccountID}`)).status).toBe(400);
  });
});
