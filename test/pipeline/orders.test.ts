/** Purchase orders, quotes, repeating invoices and linked transactions: created, changed, deleted, and not twice. */

import { describe, expect, test } from 'vitest';
import { openWorkspace, type Workspace } from '../support/workspace.ts';

const AGAIN = 'SKIPPED duplicate/already-delivered';
const OTHER = 'SKIPPED group/other-row';

interface Job {
  readonly head?: string;
  readonly columns?: string;
  readonly send?: string;
}

const ordersJob = ({ head = 'import: PurchaseOrders', columns = '', send = '' }: Job = {}) => `
${head}
org: sandbox-gb
source: { dates: iso }
columns:
  PurchaseOrderNumber: PO
  Contact.Name: Supplier
  Date: Date
  DeliveryDate: Wanted
  LineAmountTypes: { value: Exclusive }${columns}
lines:
  Description: Item
  Quantity: Qty
  UnitAmount: Price
verify: { Total: Total }
${send}
`;
const orders = (...rows: readonly string[]) => `PO,Supplier,Date,Wanted,Item,Qty,Price,Total\n${rows.join('\n')}\n`;

describe('purchase orders', () => {
  test('go in one request with four decimals of a price, and only once', async () => {
    const workspace = await openWorkspace();
    const input = orders(
      'P1,PowerDirect,2026-10-01,2026-10-09,Bolts,100,1.2345,173.45',
      'P2,24 Locks,2026-10-02,,Locks,1,10,10',
      'P1,PowerDirect,2026-10-01,2026-10-09,Nuts,1,50,173.45',
    );
    const outcome = await workspace.run(ordersJob(), input);
    expect(outcome.fates).toEqual(['OK', 'OK', 'OK']);
    expect(outcome.writes.map(({ method, path, query }) => `${method} ${path} ${query}`)).toEqual([
      'PUT /PurchaseOrders summarizeErrors=false',
    ]);
    const [order] = (await workspace.get('PurchaseOrders/P1')).PurchaseOrders;
    expect(order).toMatchObject({ Total: 173.45, LineItems: [{ UnitAmount: 1.2345 }, {}] });
    expect((await workspace.run(ordersJob(), input)).fates).toEqual([AGAIN, AGAIN, OTHER]);
  });

  test('are made out to a new contact once the contact is made by itself', async () => {
    const workspace = await openWorkspace();
    const input = orders('N1,Newcomer,2026-10-01,,Paper,1,10,10', 'N2,newcomer,2026-10-01,,Ink,1,20,20');
    const outcome = await workspace.run(ordersJob(), input);
    expect(outcome.fates).toEqual(['WARNING resolve/new-contact', 'WARNING resolve/new-contact']);
    expect(outcome.writes.map(({ path }) => path)).toEqual(['/Contacts', '/PurchaseOrders']);
    const known = await workspace.run(
      ordersJob({ send: 'send: { contacts: existing }' }),
      orders('N3,Nobody,2026-10-01,,Paper,1,10,10'),
    );
    expect(known.fates).toEqual(['ERROR resolve/unknown-contact']);
    expect(known.writes).toEqual([]);
  });

  test('whose number a deleted order has are refused before they are sent', async () => {
    const workspace = await openWorkspace();
    await workspace.run(ordersJob(), orders('D1,PowerDirect,2026-10-01,,Paper,1,10,10'));
    const [order] = (await workspace.get('PurchaseOrders/D1')).PurchaseOrders;
    await workspace.put('POST', 'PurchaseOrders', { PurchaseOrderID: order.PurchaseOrderID, Status: 'DELETED' });
    const input = orders('d1,24 Locks,2026-10-01,,Paper,1,10,10');
    const outcome = await workspace.run(ordersJob(), input);
    expect(outcome.fates).toEqual(['ERROR duplicate/number-kept']);
    expect(outcome.writes).toEqual([]);
    const upsert = await workspace.run(ordersJob({ send: 'send: { mode: upsert }' }), input);
    expect(upsert.fates).toEqual(['ERROR duplicate/number-kept']);
  });

  test('are checked: no lines, a status of the end, and no account is asked for', async () => {
    const workspace = await openWorkspace();
    const job = ordersJob({ columns: '\n  Status: State' }).replace('verify: { Total: Total }', '');
    const input = `PO,Supplier,Date,Wanted,Item,Qty,Price,State
E1,PowerDirect,2026-10-01,,,,,DRAFT
E2,PowerDirect,2026-10-01,,Paper,1,10,BILLED
E3,PowerDirect,2016-10-01,,Paper,1,10,AUTHORISED
`;
    const outcome = await workspace.run(`${job}\nsend: { invalid: skip }`, input);
    expect(outcome.fates).toEqual(['ERROR map/no-lines', 'ERROR map/new-status', 'OK']);
  });

  test('are not bound by lock dates', async () => {
    const workspace = await openWorkspace({ sandbox: { settings: { periodLockDate: '2026-09-30' } } });
    const outcome = await workspace.run(
      ordersJob({ columns: '\n  Status: { value: AUTHORISED }' }),
      orders('L1,PowerDirect,2026-09-01,,Paper,1,10,10'),
    );
    expect(outcome.fates).toEqual(['OK']);
  });

  test('move on as their status allows', async () => {
    const workspace = await openWorkspace();
    const state = (status: string) =>
      workspace.run(
        'import: PurchaseOrders\norg: sandbox-gb\ncolumns: { PurchaseOrderNumber: PO, Status: State }\nsend: { mode: update }\n',
        `PO,State\nM1,${status}\n`,
      );
    await workspace.run(ordersJob(), orders('M1,PowerDirect,2026-10-01,,Paper,1,10,10'));
    expect((await state('BILLED')).fates).toEqual(['ERROR duplicate/status-move']);
    expect((await state('AUTHORISED')).fates).toEqual(['OK']);
    expect((await state('BILLED')).fates).toEqual(['OK']);
    expect((await state('AUTHORISED')).fates).toEqual(['ERROR duplicate/status-move']);
    const [order] = (await workspace.get('PurchaseOrders/M1')).PurchaseOrders;
    expect(order).toMatchObject({ Status: 'BILLED', LineItems: [{ Description: 'Paper' }] });
  });
});

describe('quotes', () => {
  const quotesJob = (send = '', status = 'DRAFT') => `
import: Quotes
org: sandbox-gb
source: { dates: iso }
columns:
  QuoteNumber: No
  Contact.Name: Customer
  Date: Date
  ExpiryDate: Until
  LineAmountTypes: { value: Inclusive }
  Title: Title
  Status: { value: ${status} }
lines: { Description: Item, Quantity: Qty, UnitAmount: Price, DiscountAmount: Off, TaxType: { value: OUTPUT2 } }
${send}
`;
  const HEADER = 'No,Customer,Date,Until,Title,Item,Qty,Price,Off\n';

  test('go with their amounts in capitals, discounted either way', async () => {
    const workspace = await openWorkspace();
    const input = `${HEADER}Q1,Basket Case,2026-10-01,2026-11-01,Offer,Advice,2,60.00,20\n`;
    const outcome = await workspace.run(quotesJob(), input);
    expect(outcome.fates).toEqual(['OK']);
    expect(JSON.parse(outcome.writes[0]?.body ?? '').Quotes[0]).toMatchObject({ LineAmountTypes: 'INCLUSIVE' });
    const [quote] = (await workspace.get('Quotes?QuoteNumber=Q1')).Quotes;
    expect(quote).toMatchObject({ Total: 100, TotalTax: 16.67, TotalDiscount: 20, Title: 'Offer' });
    expect((await workspace.run(quotesJob(), input)).fates).toEqual([AGAIN]);
  });

  test('are changed with their contact and day, whatever the job maps', async () => {
    const workspace = await openWorkspace();
    await workspace.run(quotesJob(), `${HEADER}Q1,Basket Case,2026-10-01,,Offer,Advice,2,60.00,\n`);
    const outcome = await workspace.run(
      'import: Quotes\norg: sandbox-gb\ncolumns: { QuoteNumber: No, Status: State }\nsend: { mode: update }\n',
      'No,State\nq1,SENT\n',
    );
    expect(outcome.fates).toEqual(['OK']);
    const [sent] = JSON.parse(outcome.writes[0]?.body ?? '').Quotes;
    expect(sent).toMatchObject({ Date: '2026-10-01', Status: 'SENT', Contact: { ContactID: expect.any(String) } });
    const [quote] = (await workspace.get('Quotes?QuoteNumber=Q1')).Quotes;
    expect(quote).toMatchObject({ Status: 'SENT', Total: 120 });
  });

  test('with more than two decimals of a price are refused, and those that begin as accepted', async () => {
    const workspace = await openWorkspace();
    const fine = await workspace.run(quotesJob(), `${HEADER}Q1,Basket Case,2026-10-01,,Offer,Advice,2,60.0055,\n`);
    expect(fine.fates).toEqual(['ERROR limit/decimals']);
    const begun = await workspace.run(
      quotesJob('', 'ACCEPTED'),
      `${HEADER}Q1,Basket Case,2026-10-01,,Offer,Advice,2,60,\n`,
    );
    expect(begun.fates).toEqual(['ERROR map/new-status']);
  });

  test('of which many are looked up read the list rather than asking for each', async () => {
    const workspace = await openWorkspace();
    const rows = Array.from({ length: 120 }, (_, at) => `B${at},Basket Case,2026-10-01,,Offer,Advice,1,60,`);
    const outcome = await workspace.run(quotesJob(), `${HEADER}${rows.join('\n')}\n`);
    expect(new Set(outcome.fates)).toEqual(new Set(['OK']));
    const changed = await workspace.run(
      quotesJob('send: { mode: update }', 'SENT'),
      `${HEADER}${rows.join('\n').replaceAll('Offer', 'New')}\n`,
    );
    expect(new Set(changed.fates)).toEqual(new Set(['OK']));
    const asked = workspace.gate.calls.filter(({ method, path }) => method === 'GET' && path === '/Quotes');
    expect(asked.length).toBeLessThan(10);
  });
});

describe('repeating invoices', () => {
  const JOB = `
import: RepeatingInvoices
org: sandbox-gb
source: { dates: iso }
columns:
  Type: { value: ACCREC }
  Contact.Name: Customer
  LineAmountTypes: { value: Exclusive }
  Schedule.Period: Every
  Schedule.Unit: { value: MONTHLY }
  Schedule.DueDate: { value: "20" }
  Schedule.DueDateType: { value: OFFOLLOWINGMONTH }
  Schedule.StartDate: First
  ApprovedForSending: { value: "yes" }
lines: { Description: Item, Quantity: { value: "1" }, UnitAmount: Price, AccountCode: { value: "200" } }
`;
  const INPUT = 'Customer,Every,First,Item,Price\nBasket Case,1,2026-11-01,Rent,100\nBoom FM,3,2026-11-01,Service,50\n';

  test('have no number, and are not made twice', async () => {
    const workspace = await openWorkspace();
    const outcome = await workspace.run(JOB, INPUT);
    expect(outcome.fates).toEqual(['OK', 'OK']);
    const { RepeatingInvoices } = await workspace.get('RepeatingInvoices?order=Total DESC');
    expect(RepeatingInvoices).toMatchObject([
      { ApprovedForSending: true, Schedule: { Period: 1, Unit: 'MONTHLY' }, Total: 120 },
      { Schedule: { Period: 3 }, Total: 60 },
    ]);
    expect((await workspace.run(JOB, INPUT)).fates).toEqual([AGAIN, AGAIN]);
  });

  test.each(['before', 'after'] as const)(
    'whose calls break off %s the work are found, and none of others',
    async (reset) => {
      const workspace = await openWorkspace();
      const Schedule = {
        Period: 1,
        Unit: 'MONTHLY',
        DueDate: 20,
        DueDateType: 'OFFOLLOWINGMONTH',
        StartDate: '2026-11-01',
      };
      const LineItems = [{ Description: 'Rent', Quantity: 1, UnitAmount: 100, AccountCode: '200' }];
      const equal = { Type: 'ACCREC', Contact: { Name: 'Basket Case' }, Schedule, LineItems, ApprovedForSending: true };
      const [others] = (await workspace.put('PUT', 'RepeatingInvoices', equal)).RepeatingInvoices;
      let first: string | undefined;
      workspace.gate.disturb(({ method, key }) => {
        if (method !== 'PUT') return undefined;
        first ??= key;
        return reset === 'after' || key === first ? { reset } : undefined;
      });
      const outcome = await workspace.run(JOB, INPUT);
      expect(outcome.fates).toEqual(['OK', 'OK']);
      const { RepeatingInvoices } = await workspace.get('RepeatingInvoices');
      expect(RepeatingInvoices).toHaveLength(3);
      expect(outcome.rows.map((row) => row['Xero ID'])).not.toContain(others.RepeatingInvoiceID);
    },
  );

  test('cannot be changed', async () => {
    const workspace = await openWorkspace();
    const problems = await workspace.problems(`${JOB}send: { mode: update }\n`, INPUT);
    expect(problems.map(({ message }) => message).join()).toMatch(/RepeatingInvoices.*cannot be changed/);
  });
});

describe('linked transactions', () => {
  const JOB = (head = 'import: LinkedTransactions', send = '') => `
${head}
org: sandbox-gb
columns: { SourceTransactionID: Bill, SourceLineItemID: Line, ContactID: Customer }
${send}
`;

  async function source(workspace: Workspace): Promise<string> {
    const bill = {
      Type: 'ACCPAY',
      Contact: { Name: 'PowerDirect' },
      Date: '2026-10-01',
      DueDate: '2026-10-31',
      Status: 'AUTHORISED',
      LineItems: [{ Description: 'Paper', Quantity: 1, UnitAmount: 10, AccountCode: '400' }],
    };
    const [made] = (await workspace.put('PUT', 'Invoices', bill)).Invoices;
    return `${made.InvoiceID},${made.LineItems[0].LineItemID}`;
  }

  test('go one a call, are found by their line, and change', async () => {
    const workspace = await openWorkspace();
    const [first, second] = [await source(workspace), await source(workspace)];
    const [basket, boom] = (await workspace.get('Contacts?where=Name=="Basket Case" OR Name=="Boom FM"')).Contacts;
    const input = (contact: { readonly ContactID: string }) =>
      `Bill,Line,Customer\n${first},${contact.ContactID}\n${second},${contact.ContactID}\n`;
    const outcome = await workspace.run(JOB(), input(basket));
    expect(outcome.fates).toEqual(['OK', 'OK']);
    expect(outcome.writes.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array.from({ length: 2 }, () => 'PUT /LinkedTransactions'),
    );
    expect((await workspace.run(JOB(), input(boom))).fates).toEqual([
      'ERROR duplicate/exists',
      'ERROR duplicate/exists',
    ]);
    const changed = await workspace.run(JOB('import: LinkedTransactions', 'send: { mode: update }'), input(boom));
    expect(changed.fates).toEqual(['OK', 'OK']);
    const { LinkedTransactions } = await workspace.get(`LinkedTransactions?ContactID=${boom.ContactID}`);
    expect(LinkedTransactions).toHaveLength(2);
  });
});
