import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Field } from '../../src/model/entity.ts';
import { DEFAULT_SETTINGS, indexFacts } from '../../src/model/index-facts.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Api } from '../../src/xero/api.ts';
import { entities } from '../../src/xero/entities/index.ts';
import { textAt } from '../../src/xero/exact-json.ts';
import { loadFacts } from '../../src/xero/load-facts.ts';
import { fetchRecords, lookUpAll, lookUpIds, lookUpNumbers } from '../../src/xero/look-up.ts';
import { entityCollection, readCollection } from '../../src/xero/read-collection.ts';
import { readReport } from '../../src/xero/report-reading/read-report.ts';
import { reports } from '../../src/xero/reports/index.ts';
import { apiOf } from '../support/api-of.ts';
import { problemsOf } from './check-request.ts';
import { type Recorder, recordRequests } from './request-recorder.ts';

let sandbox: Sandbox;
let recorder: Recorder;
let http: ReturnType<typeof apiOf>;
let seen = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ orgs: ['gb'], limits: 'off' });
  recorder = await recordRequests(sandbox.url);
  http = apiOf(sandbox, recorder.url);
});
afterEach(() => {
  seen = recorder.requests.length;
});
afterAll(async () => {
  await http.close();
  await recorder.close();
  await sandbox.close();
});

/** Books so large that asking for single records is less work than reading them all. */
const large: Api = {
  async call(request) {
    const reply = await http.call(request);
    const { where, IDs, InvoiceNumbers } = request.query ?? {};
    if ((where ?? IDs ?? InvoiceNumbers) !== undefined) return reply;
    return { ...reply, body: reply.body.replace(/"pageCount":\d+,"itemCount":\d+/, '"pageCount":999,"itemCount":0') };
  },
};

const ask = async () => {};
const sent = () => recorder.requests.slice(seen);
const filtersOf = (name: string) =>
  sent().flatMap(({ target }) => new URL(target, 'http://x').searchParams.get(name) ?? []);

/** 300 numbers of all sorts: plain, with signs that a URL must not show, and as long as they may be. */
const numbers = Array.from({ length: 300 }, (_, index) => {
  const plain = `INV-${String(index).padStart(4, '0')}`;
  if (index % 3 === 0) return plain;
  return index % 3 === 1 ? `${plain}/A&B #1?+50%=é` : plain.padEnd(255, '9');
});
const ids = Array.from({ length: 130 }, () => crypto.randomUUID());

/** Of these the demo company has some. */
const THERE = `Accounts BrandingThemes Budgets Contacts Currencies InvoiceReminders Items Organisations TaxRates
  TrackingCategories TrackingOptions Users`.split(/\s+/);

describe('what is read', () => {
  test('before anything is checked', async () => {
    await loadFacts(http);
    expect(sent().length).toBeGreaterThanOrEqual(8);
    expect(sent().flatMap(problemsOf)).toEqual([]);
  });

  const asked = entities.filter(({ create, read }) => create !== undefined && read.paging !== 'none' && read.where);

  test.each(asked)('of $name by IDs', async (entity) => {
    await lookUpIds(http, entity, ids, ask);
    await fetchRecords(http, entity, ids);
    const asked = sent().map(({ target }) => decodeURIComponent(target));
    expect(ids.filter((id) => asked.filter((target) => target.includes(id)).length !== 2)).toEqual([]);
    expect(sent().flatMap(problemsOf)).toEqual([]);
  });

  const several = entities.filter(({ lookUp }) => lookUp !== undefined && lookUp.by !== 'all' && lookUp.most > 1);

  test.each(several)('of $name by numbers', async (entity) => {
    await lookUpNumbers(large, entity, numbers, ask);
    const filters = [...filtersOf('InvoiceNumbers'), ...filtersOf('where')].join();
    expect(numbers.filter((number) => !filters.includes(number))).toEqual([]);
    expect(sent().flatMap(problemsOf)).toEqual([]);
  });

  test('of a few quotes by number, each by itself', async () => {
    const few = ['Q-1', 'Q, 2', '=Q&3'];
    await lookUpNumbers(http, entities.find(({ name }) => name === 'Quotes')!, few, ask);
    expect(filtersOf('QuoteNumber').toSorted()).toEqual(few.toSorted());
    expect(sent().flatMap(problemsOf)).toEqual([]);
  });

  test('of invoices whose numbers hold the comma that separates them', async () => {
    await lookUpNumbers(large, entities.find(({ name }) => name === 'Invoices')!, ['1,5', 'A, B', 'plain'], ask);
    expect(filtersOf('where')).toEqual(['InvoiceNumber=="1,5" OR InvoiceNumber=="A, B"']);
    expect(filtersOf('InvoiceNumbers')).toEqual(['plain']);
    expect(sent().flatMap(problemsOf)).toEqual([]);
  });

  test.each(entities.filter(({ create }) => create !== undefined))('of all $name', async (entity) => {
    await lookUpAll(http, entity, ask, { keyFields: ['Reference'] });
    expect(sent().flatMap(problemsOf)).toEqual([]);
  });

  test.each(entities)('of all $name in full', async (entity) => {
    const ids: string[] = [];
    await readCollection(http, entityCollection(entity, { ...entity.read.query }), async (elements) => {
      ids.push(...elements.map((element) => textAt(element, entity.idField)));
    });
    expect(ids.filter((id) => id === '')).toEqual([]);
    expect(ids.length > 0).toBe(THERE.includes(entity.name));
    expect(sent().flatMap(problemsOf)).toEqual([]);
  });

  test.each(reports)('of the report $name', async (spec) => {
    const facts = indexFacts(await loadFacts(http), DEFAULT_SETTINGS);
    const [category] = facts.tracking;
    const legal = (name: string) => (name.includes('Category') ? category?.id : category?.options[0]?.id) ?? '';
    const sample = ({ name, type, values = [] }: Field) =>
      type === 'boolean' ? 'true' : type === 'integer' ? '2' : (values[0] ?? legal(name));
    const own = spec.parameters.filter(({ name }) => name !== 'Date');
    const parameters = Object.fromEntries(own.map((field) => [field.name, sample(field)]));
    const days = { asAt: '2026-10-31', from: '2026-10-01', to: '2026-10-31' };
    await readReport(http, facts, spec, { ...days, parameters }, async () => {});
    expect(sent().flatMap(problemsOf)).toEqual([]);
  });

  test('of contacts that are recognised by what a summary leaves out', async () => {
    const body = JSON.stringify({ Contacts: [{ Name: 'Phoned', TaxNumber: 'GB 123' }] });
    await http.call({ method: 'PUT', path: '/Contacts', query: { summarizeErrors: 'false' }, body });
    const keys: unknown[] = [];
    const contacts = entities.find(({ name }) => name === 'Contacts')!;
    const options = { keyFields: ['TaxNumber'] };
    await lookUpAll(
      http,
      contacts,
      async (records) => void keys.push(...records.map((record) => record.keys)),
      options,
    );
    expect(keys).toContainEqual(expect.objectContaining({ TaxNumber: 'GB 123' }));
    expect(filtersOf('summaryOnly')).toEqual([]);
  });

  test('of records that are recognised by a day or by a part of a list', async () => {
    const body = JSON.stringify({
      Contacts: [{ Name: 'Reached', Phones: [{ PhoneType: 'MOBILE', PhoneNumber: '0171 555' }] }],
    });
    await http.call({ method: 'PUT', path: '/Contacts', query: { summarizeErrors: 'false' }, body });
    const [contacts, invoices] = ['Contacts', 'Invoices'].map(
      (entity) => entities.find(({ name }) => name === entity)!,
    );
    const field = 'Phones.MOBILE.PhoneNumber';
    const keys: unknown[] = [];
    const take = { keyFields: [field, 'Date'] };
    await lookUpAll(http, contacts!, async (records) => void keys.push(...records.map((record) => record.keys)), take);
    expect(keys).toContainEqual(expect.objectContaining({ Name: 'Reached', [field]: '0171 555' }));
    const dated =
      '{"pagination":{"page":1,"pageCount":1,"itemCount":1},"Invoices":[{"InvoiceID":"i","Date":"/Date(1776988800000+0000)/","DueDate":null}]}';
    const one: Api = { call: async () => ({ status: 200, body: dated }) };
    const days: unknown[] = [];
    await lookUpIds(
      one,
      invoices!,
      ['i'],
      async (records) => void days.push(...records.map((each) => each.keys)),
      take,
    );
    expect(days).toEqual([{ Date: '2026-04-24' }]);
  });
});
