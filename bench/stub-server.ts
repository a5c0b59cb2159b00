/**
 * A server that answers at once and knows no limits: the settings that a check reads, empty collections, and every
 * invoice that is put saved as it came. Prints its address; a line on stdin makes it print how many writes came since.
 */

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { CUSTOMERS, REGIONS } from './invoice-lines.ts';

const HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  'x-minlimit-remaining': '60',
  'x-daylimit-remaining': '5000',
  'x-appminlimit-remaining': '10000',
};

const FLAGS = { CanApplyToAssets: true, CanApplyToEquity: true, CanApplyToLiabilities: true, CanApplyToRevenue: true };

const LISTS: Readonly<Record<string, unknown>> = {
  Organisation: {
    Organisations: [{ OrganisationID: id(1), Name: 'Bench Ltd', BaseCurrency: 'GBP', CountryCode: 'GB' }],
  },
  Accounts: { Accounts: ['200', '260'].map(account) },
  TaxRates: {
    TaxRates: [
      taxRate('OUTPUT2', '20% (VAT on Income)', 20),
      taxRate('RROUTPUT', '5% (VAT on Income)', 5),
      taxRate('ZERORATEDOUTPUT', 'Zero Rated Income', 0),
    ],
  },
  TrackingCategories: {
    TrackingCategories: [
      {
        TrackingCategoryID: id(400),
        Name: 'Region',
        Status: 'ACTIVE',
        Options: REGIONS.map((Name, index) => ({ TrackingOptionID: id(410 + index), Name, Status: 'ACTIVE' })),
      },
    ],
  },
  Items: { Items: [] },
  Currencies: { Currencies: [{ Code: 'GBP', Description: 'British Pound' }] },
  BrandingThemes: { BrandingThemes: [] },
  Contacts: page('Contacts', CUSTOMERS.map(contact)),
  Invoices: page('Invoices', []),
};

let saved = 0;
let writes = 0;

const server = createServer(async (request, response) => {
  const name = new URL(request.url ?? '/', 'http://stub').pathname.split('/')[3] ?? '';
  const body = request.method === 'GET' ? undefined : JSON.parse(await textOf(request));
  const reply = body === undefined ? LISTS[name] : savedInvoices(body.Invoices ?? []);
  response.writeHead(reply === undefined ? 404 : 200, HEADERS).end(JSON.stringify(reply ?? {}));
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
createInterface({ input: process.stdin }).on('line', () => {
  process.stdout.write(`${writes}\n`);
  writes = 0;
});

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** As Xero does, the reply repeats what was sent. */
function savedInvoices(invoices: readonly object[]) {
  writes += 1;
  return {
    Status: 'OK',
    Invoices: invoices.map((invoice) => {
      saved += 1;
      return { ...invoice, InvoiceID: id(1_000_000 + saved), StatusAttributeString: 'OK', HasErrors: false };
    }),
  };
}

function page(name: string, elements: readonly object[]) {
  return { pagination: { page: 1, pageSize: 1000, pageCount: 1, itemCount: elements.length }, [name]: elements };
}

function account(code: string, index: number) {
  const kind = { Type: 'REVENUE', Class: 'REVENUE', Status: 'ACTIVE', TaxType: 'OUTPUT2' };
  return { AccountID: id(200 + index), Code: code, Name: `Account ${code}`, ...kind };
}

function taxRate(TaxType: string, Name: string, EffectiveRate: number) {
  return { TaxType, Name, Status: 'ACTIVE', EffectiveRate, CanApplyToExpenses: true, ...FLAGS };
}

function contact(Name: string, index: number) {
  return { ContactID: id(300 + index), Name, ContactStatus: 'ACTIVE' };
}

function id(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
