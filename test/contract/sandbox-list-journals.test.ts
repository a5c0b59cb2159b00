import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, messagesOf, openSandbox, warningsOf } from './sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

const lines = (...amounts: readonly number[]) =>
  amounts.map((LineAmount) => ({ LineAmount, AccountCode: '429', Description: 'x' }));
const journal = (over: object = {}) => ({
  Narration: 'Accrual',
  Date: '2026-03-31',
  JournalLines: lines(100, -100),
  ...over,
});
const put = async (over: object = {}, to = client): Promise<Loose> =>
  (await to.write('PUT', 'ManualJournals', journal(over)))[0];
const post = async (over: object): Promise<Loose> => (await client.write('POST', 'ManualJournals', over))[0];
const pair = (first: object, second: object = {}) => [
  { LineAmount: 100, AccountCode: '429', ...first },
  { LineAmount: -100, AccountCode: '425', ...second },
];

describe('a new manual journal', () => {
  test('is a draft without tax, answered in full', async () => {
    const made = await put();
    expect(made).toMatchObject({
      Date: '/Date(1774915200000+0000)/',
      Status: 'DRAFT',
      LineAmountTypes: 'NoTax',
      Narration: 'Accrual',
      ShowOnCashBasisReports: true,
      HasAttachments: false,
    });
    expect(made.JournalLines[0]).toEqual({
      Description: 'x',
      TaxType: 'NONE',
      TaxAmount: 0,
      LineAmount: 100,
      AccountCode: '429',
      AccountID: expect.any(String),
      Tracking: [],
      IsBlank: false,
    });
    expect(made).not.toHaveProperty('DateString');
  });

  test.each([
    [{ Narration: ' ' }, 'Narration must be specified.'],
    [{ JournalLines: lines(0) }, 'At least two journal lines must be specified.'],
    [{ JournalLines: lines(100, -10) }, 'The total debits (100.00) must equal total credits (-10.00)'],
    [{ JournalLines: lines(1e10, -9999999999, -1) }, 'The line amount must not be greater than 9999999999.99.'],
    [{ Url: 'here' }, 'Url must be a valid absolute url'],
    [{ Status: 'VOIDED' }, 'Manual Journal not of valid status for creation'],
    [{ JournalLines: pair({ AccountCode: '402' }) }, "Account code '402' has been archived, or has been deleted."],
    [{ JournalLines: pair({ AccountCode: '090' }) }, "Account code '090' is not a valid code for this document."],
    [{ JournalLines: pair({ AccountCode: '630' }) }, "Account code '630' is not a valid code for this document."],
    [{ JournalLines: pair({ AccountCode: '860' }) }, "Account code '860' is not a valid code for this document."],
    [{ Status: 'POSTED', JournalLines: pair({ AccountCode: undefined }) }, 'Account code must be specified'],
    [
      {
        LineAmountTypes: 'Exclusive',
        JournalLines: pair({ TaxType: 'OUTPUT2' }, { TaxType: 'NONE', LineAmount: -120 }),
      },
      "The TaxType code 'OUTPUT2' cannot be used with account code '429'.",
    ],
    [
      { JournalLines: pair({ Tracking: [1, 2, 3].map(() => ({ Name: 'Region', Option: 'North' })) }) },
      'A journal line can have at most 2 tracking categories.',
    ],
  ])('%j is refused', async (over, message) => {
    const before = (await client.get('ManualJournals')).json.ManualJournals.length;
    const refused = await put(over);
    expect(messagesOf(refused)).toEqual([expect.stringContaining(message)]);
    expect(refused.ManualJournalID).toBe('00000000-0000-0000-0000-000000000000');
    expect((await client.get('ManualJournals')).json.ManualJournals).toHaveLength(before);
  });

  test('may use system accounts other than control accounts where the settings say so', async () => {
    const other = await openSandbox({ settings: { journalSystemAccounts: 'all-but-control' } });
    expect((await put({ JournalLines: pair({ AccountCode: '860' }) }, other)).StatusAttributeString).toBe('OK');
    expect((await put({ JournalLines: pair({ AccountCode: '610' }) }, other)).StatusAttributeString).toBe('ERROR');
    await other.sandbox.close();
  });

  test('loses an unknown account with a warning next to its errors', async () => {
    const refused = await put({ JournalLines: [{ LineAmount: 100, AccountCode: '476' }, ...lines(-10)] });
    expect(warningsOf(refused)).toEqual([
      "Account code '476' has been removed as it does not match a recognised account.",
    ]);
    expect(messagesOf(refused)).toEqual(['The total debits (100.00) must equal total credits (-10.00)']);
  });

  test('has tax by line where its amounts are with or without tax', async () => {
    const exclusive = await put({
      LineAmountTypes: 'Exclusive',
      JournalLines: pair({ TaxType: 'INPUT2' }, { TaxType: 'NONE', LineAmount: -120 }),
    });
    expect(exclusive.JournalLines.map((line: Loose) => line.TaxAmount)).toEqual([20, 0]);
    const inclusive = await put({
      LineAmountTypes: 'Inclusive',
      JournalLines: pair({ TaxType: 'INPUT2' }, { TaxType: 'NONE' }),
    });
    expect(inclusive.JournalLines[0].TaxAmount).toBe(16.67);
    const none = await put({ JournalLines: pair({ TaxType: 'INPUT2' }) });
    expect(none.JournalLines[0]).toMatchObject({ TaxType: 'NONE', TaxAmount: 0 });
  });

  test('takes an account by its id, and rounds amounts to cents', async () => {
    const [account] = (await client.get('Accounts?where=Code=="429"')).json.Accounts;
    const JournalLines = [{ LineAmount: 10.005, AccountID: account.AccountID }, ...lines(-10.01)];
    expect((await put({ JournalLines })).JournalLines[0]).toMatchObject({ LineAmount: 10.01, AccountCode: '429' });
  });

  test('is not dated in a locked period, unless it is a draft and the settings let it', async () => {
    const strict = await openSandbox({ settings: { periodLockDate: '2026-03-31' } });
    expect(messagesOf(await put({}, strict))).toEqual([
      'The document date cannot be before the period lock date, currently set at 31-Mar-2026',
    ]);
    await strict.sandbox.close();
    const loose = await openSandbox({ settings: { endOfYearLockDate: '2026-03-31', lockDatesBindDrafts: false } });
    expect((await put({}, loose)).StatusAttributeString).toBe('OK');
    expect(messagesOf(await put({ Status: 'POSTED' }, loose))).toEqual([
      'The document date cannot be before the end of year lock date, currently set at 31-Mar-2026',
    ]);
    await loose.sandbox.close();
  });
});

describe('a change of a manual journal', () => {
  test('keeps what is not sent and replaces lines as a whole', async () => {
    const { ManualJournalID } = await put();
    const renamed = await post({ ManualJournalID, Narration: 'New' });
    expect(renamed).toMatchObject({ Narration: 'New', Date: '/Date(1774915200000+0000)/' });
    expect(renamed.JournalLines).toHaveLength(2);
    expect((await post({ ManualJournalID, JournalLines: [] })).JournalLines).toHaveLength(2);
    expect((await post({ ManualJournalID, JournalLines: lines(1, 2, -3) })).JournalLines).toHaveLength(3);
  });

  test.each([
    ['DRAFT', 'DELETED', true],
    ['DRAFT', 'VOIDED', false],
    ['DRAFT', 'POSTED', true],
    ['POSTED', 'VOIDED', true],
    ['POSTED', 'DELETED', false],
    ['POSTED', 'DRAFT', false],
    ['POSTED', 'ARCHIVED', false],
  ])('from %s to %s: %s', async (from, to, isAllowed) => {
    const { ManualJournalID } = await put({ Status: from });
    const changed = await post({ ManualJournalID, Status: to });
    expect(changed.StatusAttributeString).toBe(isAllowed ? 'OK' : 'ERROR');
    const read = (await client.get(`ManualJournals/${ManualJournalID}`)).json.ManualJournals[0];
    expect(read.Status).toBe(isAllowed ? to : from);
    expect(read.JournalLines).toHaveLength(2);
  });

  test.each(['DELETED', 'VOIDED'])('of a %s one is refused', async (Status) => {
    const { ManualJournalID } = await put({ Status: Status === 'VOIDED' ? 'POSTED' : 'DRAFT' });
    await post({ ManualJournalID, Status });
    const message = 'Manual Journal not of valid status for modification';
    expect(messagesOf(await post({ ManualJournalID, Narration: 'Again' }))).toEqual([message]);
  });

  test('goes by the path too; PUT to it is not implemented, and unknown ones are nowhere', async () => {
    const { ManualJournalID } = await put();
    const path = `ManualJournals/${ManualJournalID}`;
    expect((await client.send('POST', path, { Narration: 'Path' })).json.ManualJournals[0].Narration).toBe('Path');
    expect((await client.send('PUT', path, { Narration: 'Path' })).status).toBe(501);
    expect((await client.send('DELETE', path)).status).toBe(501);
    const unknown = crypto.randomUUID();
    expect((await client.send('POST', `ManualJournals/${unknown}`, { Narration: 'Path' })).status).toBe(404);
    expect(messagesOf(await post({ ManualJournalID: unknown, Narration: 'N' }))).toHaveLength(1);
  });

  test('back into balance after a refusal leaves the books as they were', async () => {
    const { ManualJournalID } = await put({ Status: 'POSTED' });
    await post({ ManualJournalID, JournalLines: lines(5, -4) });
    const read = (await client.get(`ManualJournals/${ManualJournalID}`)).json.ManualJournals[0];
    expect(read.JournalLines.map((line: Loose) => line.LineAmount)).toEqual([100, -100]);
  });
});

describe('reading manual journals', () => {
  test('lines stand in single reads and pages, not in plain lists', async () => {
    await put();
    const first = async (query: string) => (await client.get(`ManualJournals${query}`)).json.ManualJournals[0];
    expect((await first('')).JournalLines).toEqual([]);
    expect((await first('?page=1')).JournalLines).toHaveLength(2);
  });
});

test.each([
  [{ LineAmountTypes: 'NO_TAX' }, `Path 'ManualJournals[0].LineAmountTypes'`],
  [{ Date: '20100510' }, "The string '20100510' is not a valid AllXsd value."],
  [{ JournalLines: [{ LineAmount: 'ten' }] }, `Path 'ManualJournals[0].JournalLines[0].LineAmount'`],
  [{ ShowOnCashBasisReports: 'perhaps' }, 'boolean'],
])('%j refuses the whole call', async (over, message) => {
  const answer = await client.send('PUT', 'ManualJournals?summarizeErrors=false', { ManualJournals: [journal(over)] });
  expect([answer.status, answer.json.ErrorNumber]).toEqual([400, 14]);
  expect(answer.json.Message).toContain(message);
});
