/** Lists that are read, and at most added to one by one: Organisation, Currencies, BrandingThemes. */
import { dayOut } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import type { JsonObject } from '../json.ts';
import { listReply, oneReply, type Reading } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { elementsOf } from '../server/elements.ts';
import { textIn } from '../server/input.ts';
import { envelope, validationReply } from '../server/reply.ts';

/** GET only; the lock dates are the sandbox's settings. */
export const organisation: Endpoint = (call) => {
  if (call.method !== 'GET' || call.path.length > 0) return undefined;
  const { periodLockDate, endOfYearLockDate } = call.settings;
  const locks: JsonObject = {
    ...(periodLockDate === undefined ? {} : { PeriodLockDate: dayOut(periodLockDate) }),
    ...(endOfYearLockDate === undefined ? {} : { EndOfYearLockDate: dayOut(endOfYearLockDate) }),
  };
  const records = call.store.select('Organisation', { conditions: [] });
  return envelope(call, { Organisations: records.map((record) => ({ ...record.body, ...locks })) });
};

export const brandingThemes: Endpoint = (call) =>
  call.method === 'GET' ? read(call, reading('BrandingThemes')) : undefined;

/** PUT subscribes to a currency. */
export const currencies: Endpoint = (call) => {
  if (call.method === 'GET') return read(call, reading('Currencies'));
  if (call.method !== 'PUT' || call.path.length > 0) return undefined;
  const [input] = elementsOf(call, 'Currencies');
  const code = input === undefined ? undefined : textIn(input, 'Code')?.toUpperCase();
  if (code === undefined || !/^[A-Z]{3}$/.test(code)) {
    return validationReply([
      { ...input, ValidationErrors: [{ Message: `Currency code '${code ?? ''}' is not valid.` }] },
    ]);
  }
  const known = call.store.get('Currencies', code);
  const body: JsonObject = known?.body ?? { Code: code, Description: code };
  if (known === undefined) {
    call.store.put({
      kind: 'Currencies',
      id: code.toLowerCase(),
      key: code.toLowerCase(),
      secondKey: '1',
      updated: call.now,
      body,
    });
  }
  return envelope(call, { Currencies: [body] });
};

function read(call: Call, of: Reading) {
  const [reference] = call.path;
  if (call.path.length > 1) return undefined;
  return reference === undefined ? listReply(call, of) : oneReply(call, of, reference);
}

function reading(kind: string): Reading {
  return {
    kind,
    collection: kind,
    paged: false,
    columns: { code: 'key', name: 'key' },
    find: (call, reference) => call.store.get(kind, reference),
    shape: (_call, record: StoredRecord) => record.body,
  };
}
