import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatDecimal } from '../../../src/model/decimal.ts';
import { Refusal } from '../../../src/model/refusal.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import type { Api, ApiRequest } from '../../../src/xero/api.ts';
import { loadFacts } from '../../../src/xero/load-facts.ts';
import { apiOf } from '../../support/api-of.ts';

let sandbox: Sandbox;
let api: ReturnType<typeof apiOf>;

beforeAll(async () => {
  sandbox = await startSandbox({ orgs: ['gb'], limits: 'off' });
  api = apiOf(sandbox);
});

afterAll(async () => {
  await api.close();
  await sandbox.close();
});

/** The sandbox, but for some paths. */
function except(paths: Readonly<Record<string, (request: ApiRequest) => string | Error>>): Api {
  return {
    async call(request) {
      const answer = paths[request.path]?.(request);
      if (answer instanceof Error) throw answer;
      return answer === undefined ? api.call(request) : { status: 200, body: answer };
    },
  };
}

describe('the facts of the demo company', () => {
  it('name the organisation, its currencies, themes and tracking', async () => {
    const facts = await loadFacts(api);
    expect(facts.organisation).toMatchObject({ name: 'Demo Company (UK)', baseCurrency: 'GBP', countryCode: 'GB' });
    expect(facts.organisation.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(facts.organisation.periodLockDate).toBeUndefined();
    expect(facts.currencies).toContain('GBP');
    expect(facts.brandingThemes.map((theme) => theme.name)).toContain('Standard');
    const region = facts.tracking.find((category) => category.name === 'Region');
    expect(region?.options.map((option) => option.name)).toEqual(expect.arrayContaining(['North', 'South']));
  });

  it('hold accounts and tax rates with exact rates and what they apply to', async () => {
    const facts = await loadFacts(api);
    const sales = facts.accounts.find((account) => account.code === '200');
    expect(sales).toMatchObject({ name: 'Sales', class: 'REVENUE', status: 'ACTIVE', systemAccount: '' });
    expect(facts.accounts.some((account) => account.systemAccount === 'DEBTORS')).toBe(true);
    const vat = facts.taxRates.find((rate) => rate.taxType === 'OUTPUT2');
    expect(vat).toMatchObject({ name: '20% (VAT on Income)', revenue: true, expenses: false });
    expect(formatDecimal(vat!.effectiveRate)).toBe('20');
    expect(facts.taxRates.some((rate) => rate.status === 'DELETED')).toBe(true);
  });

  it('hold every contact, archived ones too', async () => {
    const { contacts } = await loadFacts(api);
    expect(contacts.map((contact) => contact.name)).toContain('City Limousines');
    expect(new Set(contacts.map((contact) => contact.status))).toEqual(new Set(['ACTIVE', 'ARCHIVED']));
  });

  it('do without items and themes that the connection may not see, but not without accounts', async () => {
    const forbidden = () => new Refusal('xero/forbidden', 'no', 3);
    const facts = await loadFacts(except({ '/Items': forbidden, '/BrandingThemes': forbidden }));
    expect([facts.items, facts.brandingThemes]).toEqual([[], []]);
    await expect(loadFacts(except({ '/Accounts': forbidden }))).rejects.toMatchObject({ code: 'xero/forbidden' });
    const signedOut = () => new Refusal('xero/signed-out', 'no', 3);
    await expect(loadFacts(except({ '/Items': signedOut }))).rejects.toMatchObject({ code: 'xero/signed-out' });
  });

  it('keep prices that no binary float can hold', async () => {
    const body = '{"Items":[{"Code":"X","SalesDetails":{"UnitPrice":9007199254740993.0001},"IsSold":true}]}';
    const { items } = await loadFacts(except({ '/Items': () => body }));
    expect(formatDecimal(items[0]!.sales.unitPrice!)).toBe('9007199254740993.0001');
    expect(items[0]).toMatchObject({ sold: true, purchased: false, purchase: {} });
  });

  it('hold lock dates as the days they are', async () => {
    const body =
      '{"Organisations":[{"OrganisationID":"o","PeriodLockDate":"/Date(1735603200000+0000)/","EndOfYearLockDate":null}]}';
    const { organisation } = await loadFacts(except({ '/Organisation': () => body }));
    expect(organisation.periodLockDate).toBe('2024-12-31');
    expect(organisation.endOfYearLockDate).toBeUndefined();
  });

  it.each(['<html>Sign in</html>', '{"Status":"OK"}'])(
    'are refused where the reply is none of Xero’s: %s',
    async (body) => {
      await expect(loadFacts(except({ '/TaxRates': () => body }))).rejects.toMatchObject({
        code: 'xero/unreadable-reply',
        exitCode: 3,
      });
    },
  );
});

describe('contacts on several pages', () => {
  const page = (names: readonly string[], itemCount: number) =>
    JSON.stringify({
      pagination: { page: 1, pageSize: 1000, pageCount: 2, itemCount },
      Contacts: names.map((name) => ({ ContactID: `id-${name}`, Name: name })),
    });

  it('are read again when one slipped from one page to another meanwhile', async () => {
    const asked: string[] = [];
    const moving = except({
      '/Contacts': ({ query }) => {
        asked.push(query?.page ?? '');
        if (asked.length === 1) return page(['a', 'b'], 4);
        if (asked.length === 2) return page(['d'], 4);
        return query?.page === '1' ? page(['b', 'c'], 4) : page(['d', 'a'], 4);
      },
    });
    const { contacts } = await loadFacts(moving);
    expect(contacts.map((contact) => contact.name).toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(asked).toEqual(['1', '2', '1', '2']);
  });
});
