import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EXAMPLES, OUTPUTS } from '../examples/example-jobs.ts';
import { problemsOf } from './check-request.ts';
import { openRecordedCompany, type RecordedCompany } from './recorded-company.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Jobs that read alone. */
const READING = /^(?:(?:export|reconcile)-|(?:contact-history|download-attachments|invoice-pdfs)$)/;

let company: RecordedCompany;
let folder = '';
let jobs = '';
beforeEach(async () => {
  company = await openRecordedCompany();
  folder = await mkdtemp(join(tmpdir(), 'rowpost-requests-'));
  for (const name of ['jobs', 'samples']) await cp(join(root, name), join(folder, name), { recursive: true });
  jobs = join(folder, 'jobs');
});
afterEach(async () => {
  await company.close();
  await rm(folder, { recursive: true });
});

const examples = [...EXAMPLES, ...OUTPUTS];

describe('the requests of the example', () => {
  test.each(examples)('$job are such as Xero takes', async ({ job, after = [], exitCode }) => {
    for (const name of after) expect(await company.run(join(jobs, `${name}.yaml`))).toMatchObject({ code: 0 });
    const before = company.requests.length;
    const { code, printed } = await company.run(join(jobs, `${job}.yaml`));
    expect(code, printed).toBe(exitCode);
    expect(company.requests.flatMap(problemsOf)).toEqual([]);
    const writes = company.requests.slice(before).filter(({ method }) => method !== 'GET');
    expect(writes.length > 0).toBe(exitCode !== 2 && !READING.test(job));
    const keyed = writes.filter(({ method }) => method !== 'DELETE');
    expect(new Set(keyed.map(({ headers }) => headers['idempotency-key'])).size).toBe(keyed.length);
  });
});

test('the request that e-mails an invoice has neither body nor query', async () => {
  await company.run(join(jobs, 'import-approved-invoices.yaml'));
  const before = company.requests.length;
  await company.file('numbers.csv', 'Number\nINV-4001\n');
  const email = 'org: sandbox-gb\nemail: Invoices\nsource: { file: numbers.csv }\ncolumns: { InvoiceNumber: Number }\n';
  const { printed } = await company.run(await company.file('email.yaml', email));
  const writes = company.requests.slice(before).filter(({ method }) => method !== 'GET');
  expect(
    writes.map(({ target }) => target.replace(/[0-9a-f-]{36}/, '{id}')),
    printed,
  ).toEqual(['/api.xro/2.0/Invoices/{id}/Email']);
  expect(company.requests.flatMap(problemsOf)).toEqual([]);
});

describe('a request is found fault with', () => {
  const headers = {
    host: '127.0.0.1:4000',
    connection: 'keep-alive',
    accept: 'application/json',
    authorization: 'Bearer x',
    'user-agent': 'rowpost/1',
    'xero-tenant-id': '11111111-2222-4333-8444-555555555555',
  };
  const writing = { ...headers, 'content-type': 'application/json', 'content-length': '9', 'idempotency-key': 'k-1' };
  const { 'idempotency-key': _key, ...keyless } = writing;
  const read = (target: string) => ({ method: 'GET', target: `/api.xro/2.0${target}`, headers, body: '' });
  const write = (element: string, method = 'PUT') => ({
    method,
    target: '/api.xro/2.0/Invoices?summarizeErrors=false&unitdp=4',
    headers: writing,
    body: `{"Invoices":[${element}]}`,
  });
  const good = write('{"Type":"ACCREC","Date":"2026-02-28","LineItems":[{"Quantity":1.5}],"SentToContact":true}');
  const id = '11111111-2222-4333-8444-555555555555';

  test('only where there is one', () => {
    expect(
      [good, read('/Invoices?page=1&pageSize=1000'), read(`/Invoices?IDs=${id},${id}`)].flatMap(problemsOf),
    ).toEqual([]);
  });

  test.each([
    ['no such call', read('/Invoice')],
    ['no parameter', read('/CreditNotes?summaryOnly=true')],
    ['pageSize', read('/Invoices?pageSize=1001')],
    ['41 values', read(`/Invoices?InvoiceNumbers=${Array.from({ length: 41 }, () => 'A').join(',')}`)],
    ['IDs', read('/Invoices?IDs=INV-1')],
    ['where', read(`/CreditNotes?where=${encodeURIComponent('CreditNoteNumber="A"')}`)],
    ['where', read(`/CreditNotes?where=${encodeURIComponent('CreditNoteNumber=="A" or Total==1')}`)],
    ['address of', read(`/CreditNotes?where=${encodeURIComponent(`CreditNoteNumber=="${'A'.repeat(5000)}"`)}`)],
    ['no summarizeErrors', { ...good, target: '/api.xro/2.0/Invoices?unitdp=4' }],
    ['no header idempotency-key', { ...good, headers: keyless }],
    ['header accept', { ...good, headers: { ...writing, accept: '*/*' } }],
    ['header x-other', { ...good, headers: { ...writing, 'x-other': '1' } }],
    ['no envelope', { ...good, body: '{"Invoice":[{}]}' }],
    ['given twice', write('{"Type":"ACCREC","Type":"ACCREC"}')],
    ['plain digits', write('{"RoundingAmount":1e-1}')],
    ['does not exist', write('{"Colour":"red"}')],
    ["not Xero's to be told", write('{"Total":1}')],
    ['no choice', write('{"Type":"accrec"}')],
    ['no date', write('{"Date":"2026-02-30"}')],
    ['no date', write('{"Date":"2026-02-28T00:00:00"}')],
    ['no decimal', write('{"LineItems":[{"Quantity":"1.5"}]}')],
    ['no boolean', write('{"SentToContact":"true"}')],
    ['no text 255', write(`{"InvoiceNumber":"${'9'.repeat(256)}"}`)],
    ['no text', write('{"Reference":""}')],
    ['no id', write('{"BrandingThemeID":"Standard"}')],
    ['is no object', write('{"Contact":"City Limousines"}')],
    ['is empty', write('{"Contact":{}}')],
    ['no list', write('{"LineItems":[]}')],
    ['[0].Tracking[0].Category does not exist', write('{"LineItems":[{"Tracking":[{"Category":"Region"}]}]}')],
    ['of a new record', write(`{"InvoiceID":"${id}"}`)],
  ])('%s', (words, request) => {
    expect(problemsOf(request)).toEqual([expect.stringContaining(words)]);
  });
});
