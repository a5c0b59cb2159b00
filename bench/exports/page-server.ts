/** A server that gives out INVOICES invoices at once and knows no limits. Prints its address; a line on stdin prints how many pages it gave since. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { pageText } from './exported-rows.ts';

const invoices = Number(process.argv[2] ?? 33_334);
const organisation = {
  Organisations: [
    {
      OrganisationID: '00000000-0000-4000-8000-000000000001',
      Name: 'Bench Ltd',
      BaseCurrency: 'GBP',
      CountryCode: 'GB',
    },
  ],
};
const lists: Readonly<Record<string, string>> = {
  Organisation: JSON.stringify(organisation),
  ...Object.fromEntries(
    [
      'Accounts',
      'TaxRates',
      'TrackingCategories',
      'Items',
      'Currencies',
      'BrandingThemes',
      'Contacts',
      'CreditNotes',
      'Prepayments',
      'Overpayments',
    ].map((name) => [
      name,
      JSON.stringify({ pagination: { page: 1, pageSize: 1000, pageCount: 1, itemCount: 0 }, [name]: [] }),
    ]),
  ),
};
const HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  'x-minlimit-remaining': '60',
  'x-daylimit-remaining': '5000',
  'x-appminlimit-remaining': '10000',
};

let given = 0;
const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://stub');
  const name = url.pathname.split('/')[3] ?? '';
  const { searchParams } = url;
  if (name === 'Invoices') given += 1;
  const text =
    name === 'Invoices'
      ? pageText(Number(searchParams.get('page') ?? 1), Number(searchParams.get('pageSize') ?? 100), invoices)
      : lists[name];
  response.writeHead(text === undefined ? 404 : 200, HEADERS).end(text ?? '{}');
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
createInterface({ input: process.stdin }).on('line', () => {
  process.stdout.write(`${given}\n`);
  given = 0;
});
