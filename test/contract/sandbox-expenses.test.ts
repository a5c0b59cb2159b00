import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type Loose, line, messagesOf, openSandbox } from './sandbox-client.ts';

let client: Client;
let users: readonly string[];
beforeAll(async () => {
  client = await openSandbox();
  users = (await client.get('Users')).json.Users.map(({ UserID }: Loose) => UserID);
});
afterAll(() => client.sandbox.close());

const UNKNOWN = '11111111-2222-4333-8444-555555555555';
const receipt = async (over: object = {}): Promise<Loose> => {
  const head = { User: { UserID: users[0] }, Contact: { Name: 'City Agency' }, Date: '2026-03-01' };
  const body = { ...head, LineItems: [line({ AccountCode: '429' })], ...over };
  return (await client.write('PUT', 'Receipts', body))[0];
};
const claim = async (...receipts: readonly string[]): Promise<Loose> => {
  const Receipts = receipts.map((ReceiptID) => ({ ReceiptID }));
  return (await client.write('PUT', 'ExpenseClaims', { User: { UserID: users[0] }, Receipts }))[0];
};
const state = async (id: string, Status: string): Promise<Loose> =>
  (await client.send('POST', `ExpenseClaims/${id}`, { Status })).json;
const read = async (id: string): Promise<Loose> => (await client.get(`Receipts/${id}`)).json.Receipts[0];

test('a receipt is of a user, counted, and inclusive of tax', async () => {
  const saved = await receipt();
  expect(saved).toMatchObject({ Status: 'DRAFT', Total: 100, LineAmountTypes: 'Inclusive' });
  expect(saved.ReceiptNumber).toMatch(/^\d+$/);
  const user = ['A valid user should be identified using the UserID.'];
  expect(messagesOf(await receipt({ User: { UserID: UNKNOWN } }))).toEqual(user);
  expect(messagesOf(await receipt({ User: undefined }))).toEqual(user);
  expect(messagesOf(await receipt({ LineItems: [] }))).toHaveLength(1);
  const changed = await client.send('POST', `Receipts/${saved.ReceiptID}`, { Reference: 'Taxi' });
  expect(changed.json.Receipts[0]).toMatchObject({ Reference: 'Taxi', Total: 100 });
  expect((await client.send('POST', 'Receipts', { Reference: 'Taxi' })).status).toBe(501);
});

test('a claim takes up receipts, which bear its status', async () => {
  const [first, second] = [await receipt(), await receipt()];
  const made = await claim(first.ReceiptID, second.ReceiptID);
  expect(made).toMatchObject({ Status: 'SUBMITTED', Total: 200, AmountDue: 200, AmountPaid: 0, Receipts: [{}, {}] });
  expect(await read(first.ReceiptID)).toMatchObject({ Status: 'SUBMITTED' });
  expect((await state(made.ExpenseClaimID, 'AUTHORISED')).ExpenseClaims[0].Status).toBe('AUTHORISED');
  expect(await read(second.ReceiptID)).toMatchObject({ Status: 'AUTHORISED' });
  expect(messagesOf((await state(made.ExpenseClaimID, 'SUBMITTED')).Elements[0])).toHaveLength(1);
  expect((await state(made.ExpenseClaimID, 'VOIDED')).ExpenseClaims[0].Status).toBe('VOIDED');
  const listed = (await client.get('ExpenseClaims?where=Status=="VOIDED"')).json.ExpenseClaims;
  expect(listed).toMatchObject([{ ExpenseClaimID: made.ExpenseClaimID, Receipts: [] }]);
  expect((await client.get(`ExpenseClaims/${made.ExpenseClaimID}`)).json.ExpenseClaims[0].Receipts).toHaveLength(2);
  expect((await client.get('Receipts')).json.Receipts[0]).toMatchObject({ Total: 100, LineItems: [] });
});

test('a claim is refused without receipts, with unknown ones, with another claim\u2019s', async () => {
  const { ReceiptID } = await receipt();
  expect(messagesOf(await claim())).toEqual(['At least one receipt must be specified.']);
  expect(messagesOf(await claim(UNKNOWN))).toEqual(['Receipt could not be found.']);
  await claim(ReceiptID);
  expect(messagesOf(await claim(ReceiptID))).toEqual(['A receipt that has been claimed cannot be changed.']);
});

test('a claim that is deleted gives its receipts back', async () => {
  const { ReceiptID } = await receipt();
  const { ExpenseClaimID } = await claim(ReceiptID);
  await state(ExpenseClaimID, 'DELETED');
  expect(await read(ReceiptID)).toMatchObject({ Status: 'DRAFT' });
  expect((await claim(ReceiptID)).Status).toBe('SUBMITTED');
});
