import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, line, openSandbox, salesInvoice } from './sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

const pdf = { Accept: 'application/pdf' };
const invoice = async (over: object = {}) =>
  (await client.write('PUT', 'Invoices', salesInvoice('', { InvoiceNumber: undefined, ...over })))[0] as Loose;

/** The file, one character a byte. */
async function pdfOf(path: string, headers: Readonly<Record<string, string>> = pdf): Promise<string> {
  const own = { Authorization: `Bearer ${client.sandbox.token}`, 'xero-tenant-id': client.sandbox.tenantId };
  const response = await fetch(`${client.sandbox.url}/api.xro/2.0/${path}`, { headers: { ...own, ...headers } });
  expect(response.headers.get('content-type')).toBe('application/pdf');
  return Buffer.from(await response.arrayBuffer()).toString('latin1');
}

/** The texts that a file shows, in order. */
function textsOf(file: string): readonly string[] {
  return [...file.matchAll(/\(((?:\\.|[^\\()])*)\) Tj/g)].map((match) => (match[1] ?? '').replace(/\\(.)/g, '$1'));
}

describe('a PDF', () => {
  test('shows who, what and how much', async () => {
    const made = await invoice({ Reference: 'PO 9711', LineItems: [line({ Quantity: 25, UnitAmount: 50 })] });
    const texts = textsOf(await pdfOf(`Invoices/${made.InvoiceID}`));
    expect(texts).toEqual(
      expect.arrayContaining([
        'INVOICE',
        'Demo Company (UK)',
        'Basket Case',
        made.InvoiceNumber,
        'PO 9711',
        '01-Mar-2026',
        '31-Mar-2026',
        'AUTHORISED',
        'Advice',
        '25',
        '50.00',
        '250.00',
        '1,250.00',
        '1,500.00',
        'Page 1 of 1',
      ]),
    );
  });

  test('says what is paid and what is left to pay', async () => {
    const { InvoiceID } = await invoice();
    await client.write('PUT', 'Payments', {
      Invoice: { InvoiceID },
      Account: { Code: '090' },
      Date: '2026-03-02',
      Amount: 20,
    });
    const texts = textsOf(await pdfOf(`Invoices/${InvoiceID}`));
    expect(texts.slice(texts.indexOf('Less paid'), -1)).toEqual(['Less paid', '20.00', 'Amount due', '100.00']);
  });

  test('finds its objects where its table says, each content as long as it says', async () => {
    const file = await pdfOf(`Invoices/${(await invoice()).InvoiceID}`);
    const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1]);
    const [, , ...entries] = file.slice(table, file.indexOf('trailer')).trimEnd().split(' \n');
    const offsets = [file.slice(table).split(' \n')[1] ?? '', ...entries].map((entry) => Number(entry.slice(0, 10)));
    expect(file.slice(table, table + 4)).toBe('xref');
    expect(offsets.length).toBeGreaterThan(6);
    for (const [at, offset] of offsets.entries()) expect(file.slice(offset)).toMatch(new RegExp(`^${at + 1} 0 obj\n`));
    for (const match of file.matchAll(/\/Length (\d+) >>\nstream\n/g)) {
      const start = match.index + match[0].length;
      expect(file.slice(start + Number(match[1]), start + Number(match[1]) + 10)).toBe('\nendstream');
    }
  });

  test('flows over as many pages as its lines take', async () => {
    const LineItems = Array.from({ length: 120 }, (_, at) => line({ Description: `Line ${at + 1}` }));
    const file = await pdfOf(`Invoices/${(await invoice({ LineItems })).InvoiceID}`);
    const texts = textsOf(file);
    expect(file.match(/\/Type \/Page /g)).toHaveLength(3);
    expect(texts).toContain('Page 3 of 3');
    expect(texts.filter((text) => text.startsWith('Line '))).toHaveLength(120);
    const heights = [...file.matchAll(/ (\d+\.\d\d) Td/g)].map((match) => Number(match[1]));
    expect(Math.min(...heights)).toBeGreaterThan(20);
  });

  test('keeps its totals together', async () => {
    for (const count of [38, 39, 40, 41, 42, 43]) {
      const LineItems = Array.from({ length: count }, () => line());
      const file = await pdfOf(`Invoices/${(await invoice({ LineItems })).InvoiceID}`);
      const last = textsOf(file.split('endstream').find((part) => part.includes('(Subtotal)')) ?? '');
      expect(last).toEqual(expect.arrayContaining(['Subtotal', 'Total tax', 'Total', 'Amount due']));
    }
  });

  test('breaks long descriptions into lines and keeps every word', async () => {
    const words = Array.from({ length: 60 }, (_, at) => `word${at}`);
    const Description = `${words.join(' ')} ${'W'.repeat(80)}`;
    const file = await pdfOf(`Invoices/${(await invoice({ LineItems: [line({ Description })] })).InvoiceID}`);
    const shown = textsOf(file).filter((text) => /word\d|^W+$/.test(text));
    expect(shown.length).toBeGreaterThan(5);
    expect(shown.join(' ').replace(/ (?=W)/g, '')).toBe(Description.replace(/ (?=W)/g, ''));
  });

  test('shows letters as far as its fonts have them, and brackets as they are', async () => {
    const Description = 'Café (naïve) \\ 5 € – Łódź Ｆ 東京';
    const file = await pdfOf(`Invoices/${(await invoice({ LineItems: [line({ Description })] })).InvoiceID}`);
    expect(textsOf(file)).toContain('Caf\u00e9 (na\u00efve) \\ 5 \u0080 \u0096 L\u00f3dz F ??');
  });
});

describe('a PDF is given', () => {
  test('for a credit note, and below /pdf', async () => {
    const note = { Type: 'ACCRECCREDIT', Contact: { Name: 'Basket Case' }, Date: '2026-03-01', LineItems: [line()] };
    const [made] = await client.write('PUT', 'CreditNotes', { ...note, Status: 'AUTHORISED' });
    const texts = textsOf(await pdfOf(`CreditNotes/${made.CreditNoteID}/pdf`, {}));
    expect(texts).toEqual(expect.arrayContaining(['CREDIT NOTE', 'Remaining credit', '120.00']));
  });

  test('by number, with the status of what is no approved invoice', async () => {
    const made = await invoice({ Status: 'DRAFT' });
    expect(textsOf(await pdfOf(`Invoices/${made.InvoiceNumber}`))[0]).toBe('DRAFT INVOICE');
  });

  test('neither for a list nor for what is not there', async () => {
    expect((await client.get('Invoices', pdf)).headers.get('content-type')).not.toBe('application/pdf');
    expect((await client.get('Invoices/11111111-1111-4111-8111-111111111111', pdf)).status).toBe(404);
  });
});
