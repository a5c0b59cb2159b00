/** Calls that a bookkeeper could make at the bank: money spent and received, credits, transfers, batch payments. */
import type { Loose } from '../contract/sandbox-client.ts';
import fc from '../support/seeded.ts';
import type { LedgerCall, Made } from './ledger-calls.ts';

const at = fc.nat({ max: 50 });
const day = fc.integer({ min: 1, max: 28 }).map((date) => String(date).padStart(2, '0'));
const amount = fc.integer({ min: 1, max: 99_999 }).map((cents) => cents / 100);
const rate = fc.constantFrom(undefined, '0.7', '1.145', '1.333333');
const way = fc.constantFrom('SPEND', 'RECEIVE');
const kind = fc.constantFrom('', '', '-PREPAYMENT', '-OVERPAYMENT', '-OVERPAYMENT');
const banks = ['090', '091', '095'];
const account = { Name: 'Euro', Code: '095', Type: 'BANK', BankAccountNumber: '1', CurrencyCode: 'EUR' };

async function send(made: Made, method: string, path: string, body?: object): Promise<Loose> {
  const answer = await made.client.send(method, path, body);
  if (answer.status >= 500) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(body)}`);
  return answer.status === 200 ? answer.json : {};
}

const money = fc
  .record({
    way,
    kind,
    day,
    rate,
    at,
    bank: fc.constantFrom(...banks),
    contact: fc.constantFrom('Bayside Club', 'Net Connect'),
    types: fc.constantFrom('Exclusive', 'Inclusive', 'NoTax'),
    lines: fc.array(
      fc.record({ LineAmount: amount, AccountCode: fc.constantFrom('200', '429', '860'), item: fc.boolean() }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(
    (of): LedgerCall =>
      async (made) => {
        if (of.bank === '095') await send(made, 'PUT', 'Accounts', account);
        const { lines, bank, contact, day: date, types, rate: CurrencyRate } = of;
        const goods = of.kind === '' ? { ItemCode: 'TRACKED', Quantity: 1, AccountCode: undefined } : {};
        const known = of.at % 4 === 0 ? await transactionAt(made, of.at) : undefined;
        const body = {
          ...(known === undefined ? { Type: of.way + of.kind } : { BankTransactionID: known.BankTransactionID }),
          Contact: { Name: contact },
          BankAccount: { Code: bank },
          Date: `2026-03-${date}`,
          LineAmountTypes: types,
          ...(bank === '095' && CurrencyRate !== undefined ? { CurrencyRate } : {}),
          LineItems: lines.map(({ item, ...line }) => ({ Description: 'Goods', ...line, ...(item ? goods : {}) })),
        };
        await send(made, 'POST', 'BankTransactions?summarizeErrors=false', { BankTransactions: [body] });
      },
  );

async function transactionAt(made: Made, index: number): Promise<Loose> {
  const { BankTransactions: all } = await send(made, 'GET', 'BankTransactions');
  return all[index % Math.max(all.length, 1)];
}

const end = at.map(
  (index): LedgerCall =>
    async (made) => {
      const known = await transactionAt(made, index);
      if (known === undefined) return;
      const { BankTransactionID } = known;
      await send(made, 'POST', 'BankTransactions?summarizeErrors=false', { BankTransactionID, Status: 'DELETED' });
    },
);

/** Sets a credit against an invoice, refunds it, or takes one of its allocations back. */
const use = fc
  .record({
    at,
    invoice: at,
    percent: fc.constantFrom(20, 50, 100),
    day,
    what: fc.constantFrom('set', 'set', 'refund', 'undo'),
  })
  .map(
    (of): LedgerCall =>
      async (made) => {
        const one = of.at % 2 === 0 ? 'Prepayment' : 'Overpayment';
        const credits = (await send(made, 'GET', `${one}s`))[`${one}s`];
        const credit = credits[of.at % Math.max(credits.length, 1)];
        if (credit === undefined) return;
        const [id, date] = [credit[`${one}ID`], `2026-04-${of.day}`];
        if (of.what === 'undo') {
          const [allocation] = credit.Allocations;
          if (allocation !== undefined)
            await send(made, 'DELETE', `${one}s/${id}/Allocations/${allocation.AllocationID}`);
          return;
        }
        const Amount = Math.round(credit.RemainingCredit * of.percent) / 100;
        if (of.what === 'refund') {
          const Payments = [{ [one]: { [`${one}ID`]: id }, Account: { Code: '090' }, Date: date, Amount }];
          await send(made, 'PUT', 'Payments?summarizeErrors=false', { Payments });
          return;
        }
        const type = credit.Type.startsWith('RECEIVE') ? 'ACCREC' : 'ACCPAY';
        const open = encodeURIComponent(`Status=="AUTHORISED" AND Type=="${type}"`);
        const { Invoices } = await send(made, 'GET', `Invoices?where=${open}`);
        const fitting = Invoices.filter(
          ({ Contact, CurrencyCode }: Loose) =>
            Contact.ContactID === credit.Contact.ContactID && CurrencyCode === credit.CurrencyCode,
        );
        const invoice = fitting[of.invoice % Math.max(fitting.length, 1)];
        if (invoice === undefined) return;
        const allocation = {
          Invoice: { InvoiceID: invoice.InvoiceID },
          Amount: Math.min(Amount, invoice.AmountDue),
          Date,
        };
        await send(made, 'PUT', `${one}s/${id}/Allocations?summarizeErrors=false`, { Allocations: [allocation] });
      },
  );

const transfer = fc
  .record({ from: fc.constantFrom(...banks), to: fc.constantFrom(...banks), Amount: amount, day, ends: fc.boolean() })
  .map(
    (of): LedgerCall =>
      async (made) => {
        if (of.from === '095' || of.to === '095') await send(made, 'PUT', 'Accounts', account);
        const { from, to, Amount, day: date } = of;
        const body = { FromBankAccount: { Code: from }, ToBankAccount: { Code: to }, Amount, Date: `2026-03-${date}` };
        const [saved] = (await send(made, 'PUT', 'BankTransfers', body)).BankTransfers ?? [];
        if (saved === undefined || !of.ends) return;
        await send(made, 'POST', `BankTransfers/${saved.BankTransferID}`, { Status: 'DELETED' });
      },
  );

const batch = fc
  .record({ type: fc.constantFrom('ACCREC', 'ACCPAY'), percent: fc.constantFrom(10, 50, 100), day, ends: fc.boolean() })
  .map(
    (of): LedgerCall =>
      async (made) => {
        const open = encodeURIComponent(`Status=="AUTHORISED" AND Type=="${of.type}" AND CurrencyCode=="GBP"`);
        const { Invoices } = await send(made, 'GET', `Invoices?where=${open}`);
        const payments = Invoices.slice(0, 3).map(({ InvoiceID, AmountDue }: Loose) => ({
          Invoice: { InvoiceID },
          Amount: Math.round(AmountDue * of.percent) / 100,
        }));
        const body = { Account: { Code: '090' }, Date: `2026-04-${of.day}`, Payments: payments };
        const [saved] = (await send(made, 'PUT', 'BatchPayments', body)).BatchPayments ?? [];
        if (saved === undefined || !of.ends) return;
        await send(made, 'POST', `BatchPayments/${saved.BatchPaymentID}`, { Status: 'DELETED' });
      },
  );

export const bankCall: fc.Arbitrary<LedgerCall> = fc.oneof(
  { weight: 4, arbitrary: money },
  { weight: 1, arbitrary: end },
  { weight: 4, arbitrary: use },
  { weight: 1, arbitrary: transfer },
  { weight: 1, arbitrary: batch },
);
