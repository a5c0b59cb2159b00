import { beforeAll, describe, expect, test } from 'vitest';
import { linkTo, openInSpring, readPage, rowsOf, textOf } from './page-reader.ts';
import { type Client, line, openSandbox, salesInvoice } from './sandbox-client.ts';

const hostile = '"><script>alert(1)</script>';

describe('the lists', () => {
  test('show number, contact, dates, status, total and amount due, with their filters', async () => {
    const client = await openInSpring();
    const usd = { CurrencyCode: 'USD', DueDate: '2026-05-31' };
    await client.write('PUT', 'Invoices', salesInvoice('P-1'), salesInvoice('P-2', usd));
    await client.write('PUT', 'Invoices', salesInvoice('P-3', { Status: 'DRAFT', Contact: { Name: 'Boom FM' } }));
    const rows = async (query: string) =>
      rowsOf((await readPage(client, `/_page/organisations/gb/invoices?${query}`)).html);
    expect((await rows('text=p-1'))[0]).toEqual([
      'P-1',
      'Basket Case',
      '1 Mar 2026',
      '31 Mar 2026 overdue',
      'Awaiting payment',
      '120.00',
      '120.00',
    ]);
    expect((await rows('text=P-2'))[0]?.slice(3, 7)).toEqual([
      '31 May 2026',
      'Awaiting payment',
      'USD 120.00',
      'USD 120.00',
    ]);
    expect((await rows('status=DRAFT')).map(([number]) => number)).toEqual(['P-3']);
    expect((await rows('text=boom')).map(([number]) => number)).toEqual(['P-3']);
    expect(await rows('status=DRAFT&text=basket')).toEqual([]);
    expect(new Set((await rows('status=nonsense')).map(([number]) => number))).toEqual(new Set(['P-1', 'P-2', 'P-3']));
    expect(rowsOf((await readPage(client, '/_page/organisations/gb/bills')).html)).toEqual([]);
  });

  test('go on page by page, latest change first', async () => {
    const client = await openInSpring();
    const all = Array.from({ length: 60 }, (_, at) => salesInvoice(`N-${100 + at}`));
    await client.write('PUT', 'Invoices', ...all.slice(0, 30));
    await client.write('PUT', 'Invoices', ...all.slice(30));
    const numbers = (html: string) => rowsOf(html).map(([number]) => number);
    const first = await readPage(client, '/_page/organisations/gb/invoices?status=AUTHORISED');
    const next = linkTo(first.html, 'Earlier').replaceAll('&amp;', '&');
    expect(next).toContain('status=AUTHORISED');
    const second = await readPage(client, next);
    expect([numbers(first.html).length, numbers(second.html).length]).toEqual([50, 10]);
    expect(new Set([...numbers(first.html), ...numbers(second.html)]).size).toBe(60);
    expect(second.html).toContain('51–60');
    expect(linkTo(second.html, 'Earlier')).toBe('no link to Earlier');
  });

  test('show credit notes and payments with what they belong to', async () => {
    const client = await openInSpring();
    await client.write('PUT', 'Invoices', salesInvoice('Q-1'));
    const credit = {
      Type: 'ACCRECCREDIT',
      CreditNoteNumber: 'CR-1',
      Contact: { Name: 'Basket Case' },
      Date: '2026-03-02',
    };
    await client.write('PUT', 'CreditNotes', { ...credit, Status: 'AUTHORISED', LineItems: [line()] });
    const account = { Account: { Code: '090' }, Date: '2026-03-05' };
    await client.write('PUT', 'Payments', {
      Invoice: { InvoiceNumber: 'Q-1' },
      ...account,
      Amount: 20.5,
      Reference: 'BACS',
    });
    const credits = await readPage(client, '/_page/organisations/gb/credit-notes?text=CR');
    expect(rowsOf(credits.html)[0]).toEqual(['CR-1', 'Basket Case', '2 Mar 2026', 'Sales', 'Open', '120.00', '120.00']);
    const payments = await readPage(client, '/_page/organisations/gb/payments?text=q-1');
    expect(rowsOf(payments.html)).toEqual([
      ['BACS', 'Q-1', 'Basket Case', '5 Mar 2026', 'Business Bank Account', 'Booked', '20.50'],
    ]);
  });

  test('show purchase orders and quotes, which no ledger knows', async () => {
    const client = await openInSpring();
    const head = { Contact: { Name: 'Basket Case' }, Date: '2026-03-02', LineItems: [line()] };
    const order = { ...head, PurchaseOrderNumber: 'O-1', DeliveryDate: '2026-03-09', Status: 'AUTHORISED' };
    await client.write('PUT', 'PurchaseOrders', order);
    await client.write('PUT', 'Quotes', { ...head, QuoteNumber: 'Q-1', ExpiryDate: '2026-04-09', Title: 'Offer' });
    const list = await readPage(client, '/_page/organisations/gb/purchase-orders?text=o-1');
    expect(rowsOf(list.html)).toEqual([['O-1', 'Basket Case', '2 Mar 2026', '9 Mar 2026', 'Approved', '120.00']]);
    const quotes = await readPage(client, '/_page/organisations/gb/quotes?status=DRAFT');
    expect(rowsOf(quotes.html)).toEqual([['Q-1', 'Basket Case', '2 Mar 2026', '9 Apr 2026', 'Draft', '120.00']]);
    const quote = textOf((await readPage(client, linkTo(quotes.html, 'Q-1'))).html);
    expect(quote).toContain('Quote Q-1');
    expect(quote).toContain('Offer');
    expect(quote).not.toContain('Journal');
  });
});

describe('one record', () => {
  let client: Client;
  beforeAll(async () => {
    client = await openSandbox({ now: () => Date.parse('2026-04-12T09:30:00Z') });
    const lines = [line({ Description: hostile, Quantity: 1.5, UnitAmount: 1000, DiscountRate: 10 }), line()];
    await client.write('PUT', 'Invoices', salesInvoice('R-1', { LineItems: lines, Reference: hostile }));
    const account = { Account: { Code: '090' }, Date: '2026-03-05' };
    await client.write('PUT', 'Payments', {
      Invoice: { InvoiceNumber: 'R-1' },
      ...account,
      Amount: 1000,
      Reference: 'BACS 7',
    });
    return () => client.sandbox.close();
  });
  const opened = async (list: string, text: string) => {
    const { html } = await readPage(client, `/_page/organisations/gb/${list}?text=${encodeURIComponent(text)}`);
    return readPage(client, linkTo(html, text));
  };

  test('is an invoice with its lines, payments and balanced journal', async () => {
    const { status, html } = await opened('invoices', 'R-1');
    expect(status).toBe(200);
    const rows = rowsOf(html);
    expect(rows[0]?.slice(1)).toEqual(['1.5', '1,000.00', '10 %', '200', 'OUTPUT2', '270.00', '1,350.00']);
    expect(rows).toContainEqual(['Payment', 'BACS 7', '5 Mar 2026', '1,000.00']);
    expect(textOf(/<dl class="panel sums">.*?<\/dl>/s.exec(html)?.[0])).toBe(
      'Subtotal 1,450.00 Tax 290.00 Total 1,740.00 Paid 1,000.00 Credited 0.00 Amount due 740.00',
    );
    expect(rows).toContainEqual(['610 Accounts Receivable', '1,740.00', '']);
    expect(rows).toContainEqual(['820 VAT', '', '290.00']);
    expect(rows.at(-1)).toEqual(['Total', '1,740.00', '1,740.00']);
  });

  test('is a payment with its journal', async () => {
    const { html } = await opened('payments', 'BACS 7');
    expect(linkTo(html, 'R-1')).toMatch(/^\/_page\/organisations\/gb\/invoices\//);
    expect(rowsOf(html)).toContainEqual(['090 Business Bank Account', '1,000.00', '']);
    expect(rowsOf(html)).toContainEqual(['610 Accounts Receivable', '', '1,000.00']);
  });

  test('is a contact with its documents', async () => {
    const { html } = await opened('contacts', 'Basket Case');
    expect(html).toContain('basket.case@example.com');
    expect(rowsOf(html).map(([number]) => number)).toEqual(['R-1']);
    expect(textOf(html)).toContain('Receivable 740.00 Receivable, overdue 740.00 ContactID');
  });

  test('is not found under another list', async () => {
    const { html } = await readPage(client, '/_page/organisations/gb/invoices?text=R-1');
    const path = linkTo(html, 'R-1').replace('/invoices/', '/bills/');
    expect((await readPage(client, path)).status).toBe(404);
  });

  test('is a trial balance whose sides are equal, of the day asked for', async () => {
    const { html } = await readPage(client, '/_page/organisations/gb/trial-balance?date=2026-03-01');
    expect(rowsOf(html)).toEqual([
      ['200 Sales Revenue', '', '1,450.00'],
      ['610 Accounts Receivable Asset', '1,740.00', ''],
      ['820 VAT Liability', '', '290.00'],
      ['Total', '1,740.00', '1,740.00'],
    ]);
    expect(html).toContain('Debits equal credits');
    const before = await readPage(client, '/_page/organisations/gb/trial-balance?date=2026-02-28');
    expect(before.html).toContain('Nothing is posted up to this day.');
    expect((await readPage(client, '/_page/organisations/gb/trial-balance?date=never')).status).toBe(200);
  });

  test('shows whatever it holds as text', async () => {
    const { html } = await opened('invoices', 'R-1');
    expect(html).not.toContain('<script>alert');
    expect(html.split('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;').length).toBeGreaterThan(2);
    const searched = await readPage(client, `/_page/organisations/gb/invoices?text=${encodeURIComponent(hostile)}`);
    expect(searched.html).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    const log = await readPage(client, `/_page/requests?text=${encodeURIComponent(hostile)}`);
    expect(log.html).not.toContain('<script>alert');
  });
});
