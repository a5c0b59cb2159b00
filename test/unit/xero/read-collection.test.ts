import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/model/clock.ts';
import { Refusal } from '../../../src/model/refusal.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { type Api, type ApiRequest, LostReply } from '../../../src/xero/api.ts';
import { invoices } from '../../../src/xero/entities/invoices.ts';
import { type ExactObject, listAt, parseExactJson, textAt } from '../../../src/xero/exact-json.ts';
import { createHttpApi } from '../../../src/xero/http-api.ts';
import { entityCollection, type ReadingOptions, readCollection } from '../../../src/xero/read-collection.ts';
import fc from '../../support/seeded.ts';

/** Pages of ten, so that a few invoices fill many. */
const PAGE = 10;
const COUNT = 65;
const OPEN = { where: 'Status=="DRAFT"' };

let sandbox: Sandbox | undefined;
let http: ReturnType<typeof createHttpApi>;
let asked: ApiRequest[] = [];
/** Done before the call of that place is made. */
let before: (place: number) => Promise<void> = async () => {};
let ids: readonly string[] = [];

const api: Api = {
  async call(request) {
    asked.push(request);
    await before(asked.length);
    const { pageSize, ...query } = request.query ?? {};
    return http.call({ ...request, query: { ...query, pageSize: pageSize === '1000' ? String(PAGE) : pageSize! } });
  },
};

async function write(method: 'PUT' | 'POST', elements: readonly object[]): Promise<readonly ExactObject[]> {
  const body = JSON.stringify({ Invoices: elements });
  const reply = await http.call({ method, path: '/Invoices', query: { summarizeErrors: 'false' }, body });
  if (reply.status !== 200 || reply.body.includes('"ERROR"')) throw new Error(reply.body.slice(0, 2_000));
  return listAt(parseExactJson(reply.body), 'Invoices');
}

const draft = (reference: string) => ({
  Type: 'ACCREC',
  Status: 'DRAFT',
  Reference: reference,
  Contact: { Name: 'Basket Case' },
  Date: '2026-10-01',
  DueDate: '2026-10-31',
  LineItems: [{ Description: 'x', Quantity: 1, UnitAmount: 1, AccountCode: '200', TaxType: 'NONE' }],
});

const create = (): Promise<unknown> => write('PUT', [draft('new')]);
const edit = (at: number): Promise<unknown> =>
  write('POST', [{ InvoiceID: ids[at], Reference: `edited ${Math.random()}` }]);
const leave = (at: number): Promise<unknown> => write('POST', [{ InvoiceID: ids[at], Status: 'DELETED' }]);
const enter = (at: number): Promise<unknown> => write('POST', [{ InvoiceID: ids[at], Status: 'SUBMITTED' }]);

async function fresh(): Promise<void> {
  await http?.close();
  await sandbox?.close();
  sandbox = await startSandbox({ orgs: ['gb'], limits: 'off' });
  const { url, tenantId, token } = sandbox;
  http = createHttpApi({
    baseUrl: `${url}/api.xro/2.0`,
    tenantId,
    token: async () => token,
    userAgent: 'rowpost/test',
  });
  const saved = await write(
    'PUT',
    Array.from({ length: COUNT }, (_, at) => draft(`R-${at}`)),
  );
  ids = saved.map((element) => textAt(element, 'InvoiceID'));
  asked = [];
  before = async () => {};
}

beforeEach(fresh);
afterAll(async () => {
  await http.close();
  await sandbox?.close();
});

const told = (element: ExactObject): string => `${textAt(element, 'Status')} ${textAt(element, 'Reference')}`;

/** What whoever keeps the elements by their ID has in the end. */
async function kept(options: ReadingOptions = {}, query: Readonly<Record<string, string>> = OPEN) {
  const records = new Map<string, string>();
  const received: string[] = [];
  const drop = async (gone: readonly string[]): Promise<void> => {
    for (const id of gone) expect(records.delete(id)).toBe(true);
  };
  const receive = async (elements: readonly ExactObject[]): Promise<void> => {
    for (const element of elements) {
      const id = textAt(element, 'InvoiceID');
      received.push(id);
      records.set(id, told(element));
    }
  };
  await readCollection(api, entityCollection(invoices, query), receive, { drop, ...options });
  return { records, received };
}

/** What Xero holds. */
async function held(query: Readonly<Record<string, string>> = OPEN): Promise<ReadonlyMap<string, string>> {
  const reply = await http.call({ method: 'GET', path: '/Invoices', query: { ...query, page: '1', pageSize: '1000' } });
  const elements = listAt(parseExactJson(reply.body), 'Invoices');
  return new Map(elements.map((element) => [textAt(element, 'InvoiceID'), told(element)]));
}

const pagesAsked = (): readonly (string | undefined)[] => asked.map((request) => request.query?.page);

describe('a collection that stands still', () => {
  it('takes one call a page, in its order of change, the last page last', async () => {
    const { records, received } = await kept();
    expect(records).toEqual(await held());
    expect(received.length).toBe(records.size);
    const pages = Math.ceil(records.size / PAGE);
    expect(pagesAsked().toSorted((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: pages }, (_, index) => String(index + 1)),
    );
    expect(pagesAsked().at(-1)).toBe(String(pages));
    expect(new Set(asked.map((request) => request.query?.order))).toEqual(
      new Set(['UpdatedDateUTC ASC, InvoiceID ASC']),
    );
  });

  it('tells how far it is and how many calls are to come', async () => {
    const progress: string[] = [];
    const expected: number[] = [];
    await kept({
      onPage: ({ pages, of, elements }) => progress.push(`${pages}/${of} ${elements}`),
      expect: (calls) => expected.push(calls),
    });
    const size = (await held()).size;
    const pages = Math.ceil(size / PAGE);
    expect(progress[0]).toBe(`1/${pages} 10`);
    expect(progress.at(-1)).toBe(`${pages}/${pages} ${size}`);
    expect(expected).toEqual(Array.from({ length: pages - 1 }, (_, index) => pages - 2 - index));
  });
});

describe('a collection that others change while it is read', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['a record of the first page is changed', () => edit(0)],
    ['several are', async () => [await edit(0), await edit(1), await edit(12), await edit(40)]],
    ['one is created', create],
    ['a record leaves it', () => leave(3)],
    ['one leaves and one is created, so that the count is the same', async () => [await leave(3), await create()]],
    [
      'a whole page leaves',
      async () => {
        for (let at = 0; at < PAGE; at += 1) await leave(at);
      },
    ],
    [
      'the last page leaves',
      async () => {
        for (let at = COUNT - PAGE; at < COUNT; at += 1) await leave(at);
      },
    ],
  ])('adds up where %s', async (_, change) => {
    before = async (place) => {
      if (place === 3) await change();
    };
    const { records } = await kept();
    expect(records).toEqual(await held());
  });

  it('adds up when it happens before the last page, which is asked for alone', async () => {
    let done = false;
    before = async () => {
      if (done || pagesAsked().at(-1) !== '7') return;
      done = true;
      await leave(2);
    };
    const { records } = await kept();
    expect(records).toEqual(await held());
  });

  it('is not read a second time as a whole for a change', async () => {
    before = async (place) => {
      if (place === 4) await edit(0);
    };
    await kept();
    expect(asked.filter((request) => request.modifiedSince === undefined).length).toBeLessThan(9);
  });

  it('adds up whatever happens and whenever', async () => {
    let late = 0;
    const change = fc.record({ place: fc.integer({ min: 2, max: 9 }), at: fc.nat(COUNT - 1), kind: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        await fresh();
        const gone = new Set<number>();
        const make = async (place: number): Promise<void> => {
          for (const { at, kind } of changes.filter((each) => each.place === place)) {
            if (kind === 0) await create();
            else if (!gone.has(at)) await (kind === 1 ? edit(at) : kind === 2 ? leave(at) : enter(at));
            if (kind === 2) gone.add(at);
          }
        };
        // pages are read side by side, but a change follows the one before it: what is deleted cannot be edited
        let made = Promise.resolve();
        before = (place) => {
          made = made.then(() => make(place));
          return made;
        };
        const { records } = await kept();
        // what is changed after the last look at the changes is not seen
        const looks = asked.map(
          ({ modifiedSince, query }) => modifiedSince !== undefined && query?.where === undefined,
        );
        const last = looks.includes(true) ? looks.lastIndexOf(true) + 1 : asked.length;
        if (changes.every(({ place }) => place <= last || place > asked.length)) expect(records).toEqual(await held());
        else late += 1;
      }),
      { numRuns: 15 },
    );
    expect(late).toBeLessThan(8);
  }, 120_000);

  it('is given up where it is changed faster than it can be read', async () => {
    before = async () => {
      const isCount = asked.at(-1)?.query?.pageSize === '1';
      if (isCount || asked.length === 3) await create();
    };
    const refusal = await kept().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code: 'xero/changing', exitCode: 3 });
    // Five readings of 8 pages; after each, three times, what was changed: here all pages, of the list and of the filter.
    expect(asked.length).toBeLessThan(5 * (8 + 3 * (8 + 8 + 2)) + 1);
  });

  it('gives each element once to those who do not ask what has left', async () => {
    before = async (place) => {
      if (place === 3) await edit(0);
    };
    const received: string[] = [];
    await readCollection(api, entityCollection(invoices, OPEN), async (elements) => {
      received.push(...elements.map((element) => textAt(element, 'InvoiceID')));
    });
    expect(received.length).toBe(new Set(received).size);
    expect(new Set(received)).toEqual(new Set((await held()).keys()));
  });

  it('is read again as a whole where nobody tells what was changed', async () => {
    const { changes: _changes, ...collection } = entityCollection(invoices, OPEN);
    before = async (place) => {
      if (place === 3) await edit(0);
      if (place === 4) await create();
    };
    const received = new Set<string>();
    await readCollection(api, collection, async (elements) => {
      for (const element of elements) received.add(textAt(element, 'InvoiceID'));
    });
    expect(received).toEqual(new Set((await held()).keys()));
    expect(asked.every(({ modifiedSince }) => modifiedSince === undefined)).toBe(true);
  });

  it('keeps to what was changed since, where that is asked for', async () => {
    const since = new Date(Date.now() - 3_600_000).toISOString().slice(0, 19);
    const collection = entityCollection(invoices, OPEN, since);
    before = async (place) => {
      if (place === 3) await leave(0);
    };
    await readCollection(api, collection, async () => {}, { drop: async () => {} });
    expect(asked.every((request) => (request.modifiedSince ?? '') >= since)).toBe(true);
  });
});

describe('pages that do not say how many there are', () => {
  it('are read until one is not full', async () => {
    const sizes = [100, 100, 40];
    const paths: (string | undefined)[] = [];
    const plain: Api = {
      async call(request) {
        paths.push(request.query?.page);
        const page = Number(request.query?.page);
        const length = sizes[page - 1] ?? 0;
        const elements = Array.from({ length }, (_, at) => ({ QuoteID: `${page}-${at}` }));
        return { status: 200, body: JSON.stringify({ Quotes: elements }) };
      },
    };
    const collection = { path: '/Quotes', query: {}, idField: 'QuoteID', paged: true };
    let count = 0;
    await readCollection(plain, collection, async (elements) => {
      count += elements.length;
    });
    expect([count, paths]).toEqual([240, ['1', '2', '3']]);
  });
});

describe('a connection that is lost in the middle', () => {
  /** Time passes by sleeping alone. */
  function idleClock(): Clock & { readonly slept: number[] } {
    let now = 0;
    const slept: number[] = [];
    return {
      slept,
      now: () => now,
      sleep: async (milliseconds, signal) => {
        signal?.throwIfAborted();
        slept.push(milliseconds);
        now += milliseconds;
      },
    };
  }

  const failing = (times: number): void => {
    let left = times;
    before = async () => {
      const [page] = pagesAsked().slice(-1);
      if (page !== '2' || left === 0) return;
      left -= 1;
      throw new LostReply('connection reset', true);
    };
  };

  it('is waited for, and reading goes on at the page', async () => {
    const clock = idleClock();
    const waits: string[] = [];
    failing(8);
    const onWait = (refusal: Refusal, milliseconds: number): void => void waits.push(`${refusal.code} ${milliseconds}`);
    const { records } = await kept({ patience: { clock, onWait } });
    expect(records).toEqual(await held());
    expect(waits.slice(0, 3)).toEqual(['xero/unreachable 8000', 'xero/unreachable 16000', 'xero/unreachable 30000']);
    expect(pagesAsked().filter((page) => page === '2').length).toBe(9);
    expect(pagesAsked().filter((page) => page === '3').length).toBe(1);
  });

  it('is waited for minutes and not for ever', async () => {
    const clock = idleClock();
    failing(1_000);
    await expect(kept({ patience: { clock } })).rejects.toMatchObject({ code: 'xero/unreachable', exitCode: 3 });
    expect(clock.now()).toBeGreaterThanOrEqual(5 * 60_000);
    expect(clock.now()).toBeLessThan(6 * 60_000);
  });

  it('is not waited for once somebody stops it', async () => {
    const clock = idleClock();
    const stop = new AbortController();
    failing(1_000);
    const patience = { clock, signal: stop.signal, onWait: () => stop.abort(new Error('stopped')) };
    await expect(kept({ patience })).rejects.toThrow('stopped');
    expect(clock.slept).toEqual([]);
  });

  it('is not waited for at the first page', async () => {
    const clock = idleClock();
    before = async () => {
      throw new LostReply('connection refused', false);
    };
    await expect(kept({ patience: { clock } })).rejects.toMatchObject({ code: 'xero/unreachable' });
    expect(clock.slept).toEqual([]);
  });
});
