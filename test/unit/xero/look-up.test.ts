import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ExistingRecord } from '../../../src/model/matching.ts';
import type { Entity } from '../../../src/model/registry.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import type { Api, ApiRequest } from '../../../src/xero/api.ts';
import { contacts } from '../../../src/xero/entities/contacts.ts';
import { creditNotes } from '../../../src/xero/entities/credit-notes.ts';
import { invoices } from '../../../src/xero/entities/invoices.ts';
import { fetchRecords, lookUpAll, lookUpIds, lookUpNumbers } from '../../../src/xero/look-up.ts';
import { apiOf } from '../../support/api-of.ts';

let sandbox: Sandbox;
let http: ReturnType<typeof apiOf>;
let asked: ApiRequest[] = [];
const api: Api = {
  call(request) {
    asked.push(request);
    return http.call(request);
  },
};

const number = (index: number) => `S-${String(index).padStart(4, '0')}`;

async function put(path: string, elements: readonly object[]): Promise<void> {
  const body = JSON.stringify({ [path.slice(1)]: elements });
  const reply = await http.call({ method: 'PUT', path, query: { summarizeErrors: 'false' }, body });
  if (reply.status !== 200 || reply.body.includes('"ERROR"')) throw new Error(reply.body.slice(0, 2_000));
}

function document(type: string, numberField: string, value: string, contact = 'Ridgeway University') {
  const line = { Description: 'Work', Quantity: 1, UnitAmount: '100.10', AccountCode: '200', TaxType: 'NONE' };
  return { Type: type, [numberField]: value, Contact: { Name: contact }, Date: '2026-10-01', LineItems: [line] };
}

beforeAll(async () => {
  sandbox = await startSandbox({ orgs: ['gb'], limits: 'off' });
  http = apiOf(sandbox);
  for (let first = 0; first < 1_200; first += 200) {
    const some = Array.from({ length: 200 }, (_, index) => document('ACCREC', 'InvoiceNumber', number(first + index)));
    await put('/Invoices', some);
  }
  await put('/Invoices', [
    document('ACCPAY', 'InvoiceNumber', 'BILL-1', 'PowerDirect'),
    document('ACCPAY', 'InvoiceNumber', 'BILL-1', 'Swanston Security'),
    document('ACCREC', 'InvoiceNumber', 'A,B'),
    document('ACCREC', 'InvoiceNumber', 'say "so"'),
  ]);
  await put('/CreditNotes', [document('ACCRECCREDIT', 'CreditNoteNumber', 'CN-9')]);
});

afterAll(async () => {
  await http.close();
  await sandbox.close();
});

beforeEach(() => {
  asked = [];
});

async function found(entity: Entity, numbers: readonly string[]): Promise<readonly ExistingRecord[]> {
  const records: ExistingRecord[] = [];
  await lookUpNumbers(api, entity, numbers, async (page) => {
    records.push(...page);
  });
  return records;
}

const numbersOf = (records: readonly ExistingRecord[]) => records.map((record) => record.number).toSorted();

describe('looking numbers up', () => {
  it('asks for 40 at a time and gives what matching needs', async () => {
    const wanted = Array.from({ length: 81 }, (_, index) => number(index));
    const records = await found(invoices, [...wanted, 'NOT-THERE']);
    expect(numbersOf(records)).toEqual(wanted);
    expect(asked).toHaveLength(3);
    expect(asked.every((request) => request.query?.summaryOnly === 'true')).toBe(true);
    expect(records[0]).toMatchObject({
      entity: 'Invoices',
      type: 'ACCREC',
      status: 'DRAFT',
      date: '2026-10-01',
      currency: 'GBP',
      contactName: 'Ridgeway University',
    });
    expect(records[0]?.amountDue).toMatch(/^100\.10?$/);
    expect(records[0]?.updatedUtc).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('gives every bill of a number', async () => {
    const records = await found(invoices, ['bill-1']);
    expect(records.map((record) => record.contactName).toSorted()).toEqual(['PowerDirect', 'Swanston Security']);
  });

  it('reads the whole collection where that takes fewer calls, once, and gives only what was asked for', async () => {
    const wanted = Array.from({ length: 600 }, (_, index) => number(index * 2));
    expect(numbersOf(await found(invoices, wanted))).toEqual(wanted);
    expect(asked.map((request) => request.query?.page)).toEqual(['1', '2']);
  });

  it('words a number with a comma as a condition, and reads all for one with quotation marks', async () => {
    expect(numbersOf(await found(invoices, ['A,B', number(3)]))).toEqual(['A,B', number(3)]);
    expect(asked.map((request) => request.query?.where).filter(Boolean)).toEqual(['InvoiceNumber=="A,B"']);
    asked = [];
    expect(numbersOf(await found(invoices, ['say "so"']))).toEqual(['say "so"']);
    expect(asked.some((request) => request.query?.where !== undefined)).toBe(false);
  });

  it('finds credit notes by conditions', async () => {
    const records = await found(creditNotes, ['CN-9', 'CN-10']);
    expect(numbersOf(records)).toEqual(['CN-9']);
    expect(asked[0]?.query?.where).toBe('CreditNoteNumber=="CN-9" OR CreditNoteNumber=="CN-10"');
    expect(records[0]?.amountDue).toMatch(/^100\.10?$/);
  });

  it('calls nobody for nothing', async () => {
    expect(await found(invoices, [])).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('keeps each question short enough for a URL', async () => {
    await found(
      invoices,
      Array.from({ length: 8 }, (_, index) => `${index}${'ü'.repeat(100)}`),
    );
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.every(({ query }) => encodeURIComponent(query?.InvoiceNumbers ?? '').length <= 2_000)).toBe(true);
  });

  it('hands over one page at a time, and stops where the receiver fails', async () => {
    let atOnce = 0;
    const numbers = Array.from({ length: 160 }, (_, index) => number(index));
    await lookUpNumbers(api, invoices, numbers, async () => {
      atOnce += 1;
      expect(atOnce).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      atOnce -= 1;
    });
    const failing = lookUpNumbers(api, invoices, numbers, async () => {
      throw new Error('disk full');
    });
    await expect(failing).rejects.toThrow('disk full');
  });
});

describe('looking IDs up', () => {
  it('finds invoices by list and credit notes by condition, and leaves unknown ones out', async () => {
    for (const [entity, value] of [
      [invoices, number(7)],
      [creditNotes, 'CN-9'],
    ] as const) {
      const [known] = await found(entity, [value]);
      const records: ExistingRecord[] = [];
      const ids = [known!.id, '99999999-9999-4999-8999-999999999999'];
      await lookUpIds(api, entity, ids, async (page) => {
        records.push(...page);
      });
      expect(records).toEqual([known]);
    }
  });
});

describe('fetching', () => {
  it('gives contacts in full, with amounts as texts, archived ones too', async () => {
    const all: ExistingRecord[] = [];
    await lookUpAll(
      api,
      contacts,
      async (page) => {
        all.push(...page);
      },
      { keyFields: ['EmailAddress'] },
    );
    expect(new Set(all.map((record) => record.status))).toEqual(new Set(['ACTIVE', 'ARCHIVED']));
    expect(all.every((record) => record.keys?.Name === record.number)).toBe(true);
    const ids = all.map((record) => record.id);
    const records = await fetchRecords(api, contacts, ids);
    expect(records.map((record) => record.ContactID).toSorted()).toEqual(ids.toSorted());
    expect(records.every((record) => Array.isArray(record.Addresses))).toBe(true);
  });
});
