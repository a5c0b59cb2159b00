/** Calls that a bookkeeper could make, in any order and with any figures. */

import type { Client, Loose } from '../contract/sandbox-client.ts';
import fc from '../support/seeded.ts';

export type LedgerCall = (made: Made) => Promise<void>;

/** What has been made so far, and the client to make more with. */
export interface Made {
  readonly client: Client;
  readonly documents: { readonly collection: 'Invoices' | 'CreditNotes'; readonly id: string }[];
  readonly payments: string[];
  readonly allocations: { readonly credit: string; readonly id: string }[];
  readonly journals: string[];
}

const kinds = ['ACCREC', 'ACCPAY', 'ACCRECCREDIT', 'ACCPAYCREDIT'] as const;
const types = fc.constantFrom('Exclusive', 'Inclusive', 'NoTax');
const status = fc.constantFrom('DRAFT', 'SUBMITTED', 'AUTHORISED', 'AUTHORISED', 'AUTHORISED');
const at = fc.nat({ max: 50 });
const day = fc.integer({ min: 1, max: 28 });
const amount = fc.integer({ min: -500, max: 99_999 }).map((cents) => cents / 100);
const rate = fc.constantFrom(undefined, '0.7', '1.145', '1.333333', '3.1');

const line = fc.record({
  Description: fc.constantFrom('Advice', 'Goods'),
  Quantity: fc.constantFrom(1, 2, 3, 0.3333, 7),
  UnitAmount: amount,
  account: fc.constantFrom('200', '260', '310', '429', '860'),
  item: fc.constantFrom(undefined, undefined, 'TRACKED'),
  DiscountRate: fc.constantFrom(undefined, undefined, 12.5),
});
const lines = fc.array(line, { minLength: 1, maxLength: 4 });
const currency = fc.constantFrom('GBP', 'GBP', 'EUR', 'USD');
const contact = fc.constantFrom('Bayside Club', 'Net Connect');

/** The body of a document's lines; what buys a tracked item takes its own account. */
function lineItems(type: string, given: readonly Loose[]): readonly object[] {
  const sales = type === 'ACCREC' || type === 'ACCRECCREDIT';
  return given.map(({ account, item, DiscountRate, ...rest }) => ({
    ...rest,
    ...(type === 'ACCREC' && DiscountRate !== undefined ? { DiscountRate } : {}),
    ...(item === undefined || (rest.UnitAmount < 0 && !sales) ? {} : { ItemCode: item }),
    ...(item !== undefined && !sales && rest.UnitAmount >= 0 ? {} : { AccountCode: account }),
  }));
}

function collectionOf(type: string): 'Invoices' | 'CreditNotes' {
  return type.endsWith('CREDIT') ? 'CreditNotes' : 'Invoices';
}

/** A call is answered: saved or refused, and never a failure of the server. */
async function send(made: Made, method: string, path: string, body?: object): Promise<Loose> {
  const answer = await made.client.send(method, path, body);
  if (answer.status >= 500) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(body)}`);
  return answer.status === 200 ? answer.json : {};
}

function picked<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(list.length, 1)];
}

const create = fc
  .record({
    type: fc.constantFrom(...kinds),
    status,
    types,
    lines,
    currency,
    rate,
    contact,
    day,
    backOrders: fc.boolean(),
  })
  .map(
    (of): LedgerCall =>
      async (made) => {
        const collection = collectionOf(of.type);
        const document = {
          Type: of.type,
          Contact: { Name: of.contact },
          Date: `2026-03-${String(of.day).padStart(2, '0')}`,
          DueDate: '2026-04-15',
          Status: of.status,
          LineAmountTypes: of.types,
          CurrencyCode: of.currency,
          ...(of.currency === 'GBP' ? {} : { CurrencyRate: of.rate }),
          LineItems: lineItems(of.type, of.lines),
        };
        const query = `summarizeErrors=false&allowBackorders=${of.backOrders}`;
        const reply = await send(made, 'PUT', `${collection}?${query}`, { [collection]: [document] });
        const [saved] = reply[collection] ?? [];
        if (saved !== undefined && saved.StatusAttributeString !== 'ERROR') {
          made.documents.push({ collection, id: saved.InvoiceID ?? saved.CreditNoteID });
        }
      },
  );

/** Approves, edits, voids or deletes a document. */
const edit = fc
  .record({
    at,
    lines: fc.option(lines),
    types: fc.option(types),
    status: fc.option(fc.constantFrom('AUTHORISED', 'VOIDED', 'DELETED')),
    rate,
    contact: fc.option(contact),
  })
  .map(
    (of): LedgerCall =>
      async (made) => {
        const document = picked(made.documents, of.at);
        if (document === undefined) return;
        const { collection, id } = document;
        const known = (await send(made, 'GET', `${collection}/${id}`))[collection][0];
        const change = {
          ...(of.lines === null ? {} : { LineItems: lineItems(known.Type, of.lines) }),
          ...(of.types === null ? {} : { LineAmountTypes: of.types }),
          ...(of.status === null ? {} : { Status: of.status }),
          ...(of.contact === null ? {} : { Contact: { Name: of.contact } }),
          ...(known.CurrencyCode === 'GBP' || of.rate === undefined ? {} : { CurrencyRate: of.rate }),
        };
        await send(made, 'POST', `${collection}/${id}?summarizeErrors=false`, change);
      },
  );

const pay = fc
  .record({ at, percent: fc.constantFrom(10, 33, 50, 100), day, rate, account: fc.constantFrom('090', '970') })
  .map(
    (of): LedgerCall =>
      async (made) => {
        const document = picked(made.documents, of.at);
        if (document === undefined) return;
        const { collection, id } = document;
        const known = (await send(made, 'GET', `${collection}/${id}`))[collection][0];
        const open = known.AmountDue ?? known.RemainingCredit;
        const target =
          collection === 'Invoices' ? { Invoice: { InvoiceID: id } } : { CreditNote: { CreditNoteID: id } };
        const payment = {
          ...target,
          Account: { Code: of.account },
          Amount: Math.round(open * of.percent) / 100,
          Date: `2026-04-${String(of.day).padStart(2, '0')}`,
          ...(known.CurrencyCode === 'GBP' || of.rate === undefined ? {} : { CurrencyRate: of.rate }),
        };
        const reply = await send(made, 'PUT', 'Payments?summarizeErrors=false', { Payments: [payment] });
        const [saved] = reply.Payments ?? [];
        if (saved !== undefined && saved.StatusAttributeString !== 'ERROR') made.payments.push(saved.PaymentID);
      },
  );

const unpay = at.map(
  (index): LedgerCall =>
    async (made) => {
      const id = picked(made.payments, index);
      if (id !== undefined) await send(made, 'POST', `Payments/${id}`, { Status: 'DELETED' });
    },
);

const allocate = fc.record({ credit: at, invoice: at, percent: fc.constantFrom(20, 50, 100), day }).map(
  (of): LedgerCall =>
    async (made) => {
      const approved = encodeURIComponent('Status=="AUTHORISED"');
      const credits = (await send(made, 'GET', `CreditNotes?where=${approved}`)).CreditNotes;
      const credit = picked<Loose>(credits, of.credit);
      if (credit === undefined) return;
      const open = (await send(made, 'GET', `Invoices?where=${approved}`)).Invoices;
      const fitting = open.filter(
        (candidate: Loose) =>
          `${candidate.Type}CREDIT` === credit.Type &&
          candidate.CurrencyCode === credit.CurrencyCode &&
          candidate.Contact.ContactID === credit.Contact.ContactID,
      );
      const invoice = picked<Loose>(fitting, of.invoice);
      if (invoice === undefined) return;
      const most = Math.min(credit.RemainingCredit, invoice.AmountDue);
      const allocation = {
        Invoice: { InvoiceID: invoice.InvoiceID },
        Amount: Math.round(most * of.percent) / 100,
        Date: `2026-04-${String(of.day).padStart(2, '0')}`,
      };
      const path = `CreditNotes/${credit.CreditNoteID}/Allocations?summarizeErrors=false`;
      const [saved] = (await send(made, 'PUT', path, { Allocations: [allocation] })).Allocations ?? [];
      if (saved?.AllocationID !== undefined)
        made.allocations.push({ credit: credit.CreditNoteID, id: saved.AllocationID });
    },
);

const unallocate = at.map(
  (index): LedgerCall =>
    async (made) => {
      const allocation = picked(made.allocations, index);
      if (allocation !== undefined) {
        await send(made, 'DELETE', `CreditNotes/${allocation.credit}/Allocations/${allocation.id}`);
      }
    },
);

const journal = fc
  .record({
    amounts: fc.array(amount, { minLength: 1, maxLength: 3 }),
    types,
    status: fc.constantFrom('DRAFT', 'POSTED', 'POSTED'),
    at: fc.option(at),
    ends: fc.boolean(),
  })
  .map(
    (of): LedgerCall =>
      async (made) => {
        const known = of.at === null ? undefined : picked(made.journals, of.at);
        const rest = of.amounts.reduce((sum, cents) => sum - Math.round(cents * 100), 0) / 100;
        const JournalLines = [...of.amounts, rest].map((LineAmount) => ({ LineAmount, AccountCode: '429' }));
        const change = of.ends && known !== undefined ? { Status: 'VOIDED' } : { Status: of.status, JournalLines };
        const body = { Narration: 'Accrual', Date: '2026-03-31', LineAmountTypes: of.types, ...change };
        const own = known === undefined ? body : { ...body, ManualJournalID: known };
        const reply = await send(made, 'POST', 'ManualJournals?summarizeErrors=false', { ManualJournals: [own] });
        const [saved] = reply.ManualJournals ?? [];
        if (known === undefined && saved?.StatusAttributeString !== 'ERROR' && saved !== undefined) {
          made.journals.push(saved.ManualJournalID);
        }
      },
  );

/** Any of the calls; documents and payments most often. */
export const ledgerCall: fc.Arbitrary<LedgerCall> = fc.oneof(
  { weight: 5, arbitrary: create },
  { weight: 3, arbitrary: edit },
  { weight: 4, arbitrary: pay },
  { weight: 2, arbitrary: unpay },
  { weight: 3, arbitrary: allocate },
  { weight: 1, arbitrary: unallocate },
  { weight: 2, arbitrary: journal },
);
