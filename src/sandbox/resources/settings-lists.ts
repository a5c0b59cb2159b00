/** Lists that are read, and at most added to one by one: Organisation, Currencies, BrandingThemes. */
import { dayOut } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, textOf } from '../json.ts';
import { currencyName, dailyRate } from '../orgs/currency-rates.ts';
import { type Reading, readReply } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { messages } from '../server/elements.ts';
import { envelope, notFound, type Reply, validationReply } from '../server/reply.ts';
import { currencyShape } from '../validation/list-shapes.ts';
import * as texts from '../validation/messages.ts';
import { shapedElements } from '../validation/shaped-elements.ts';
import { servicesOfTheme } from './payment-services.ts';

const allowed = [
  'CreateApprovedInvoice',
  'CreateDraftPurchaseOrder',
  'CreateApprovedBill',
  'AttachFilesIntoInvoice',
  'UseMulticurrency',
  'CreateDraftInvoice',
  'CreateRepeatingInvoice',
  'CreateRepeatingBill',
  'CreateSentQuote',
  'CreateInvoicePayment',
  'CreateApprovedPurchaseOrder',
  'CreateDraftQuote',
  'CreateDraftBill',
];

/** GET only, with Actions and the settings of the Construction Industry Scheme; the lock dates are the sandbox's settings. */
export const organisation: Endpoint = (call) => {
  const [reference, sub] = call.path;
  if (call.method !== 'GET') return undefined;
  if (reference === undefined) return envelope(call, { Organisations: organisationsOf(call) });
  if (reference === 'Actions' && sub === undefined) {
    return envelope(call, { Actions: allowed.map((Name) => ({ Name, Status: 'ALLOWED' })) });
  }
  return sub === 'CISSettings' && call.path.length === 2 ? cisSettings(call, reference) : undefined;
};

/** GET of all and of one, and the payment services that it offers. */
export const brandingThemes: Endpoint = (call) => {
  const [reference, sub] = call.path;
  if (sub === 'PaymentServices' && call.path.length === 2) {
    return servicesOfTheme(call, call.store.get('BrandingThemes', reference ?? ''));
  }
  return call.method === 'GET' ? read(call, reading('BrandingThemes')) : undefined;
};

/** PUT subscribes to a currency; one that is subscribed to already stays as it is. */
export const currencies: Endpoint = (call) => {
  if (call.method === 'GET') return read(call, reading('Currencies'));
  if (call.method !== 'PUT' || call.path.length > 0) return undefined;
  const input = shapedElements(call, 'Currencies', currencyShape)[0] ?? {};
  const code = textOf(input.Code);
  if (code === undefined) {
    return validationReply([{ ...input, ValidationErrors: messages([texts.currencyMissing]) }]);
  }
  const known = call.store.get('Currencies', code);
  const body: JsonObject = known?.body ?? { Code: code, Description: currencyName(code) };
  if (known === undefined) {
    const [id, secondKey] = [code.toLowerCase(), dailyRate(call.organisation.baseCurrency, code)];
    call.store.put({ kind: 'Currencies', id, key: id, secondKey, updated: call.now, body });
  }
  return envelope(call, { Currencies: [body] });
};

function organisationsOf(call: Call): readonly JsonObject[] {
  const { periodLockDate, endOfYearLockDate } = call.settings;
  const locks: JsonObject = {
    ...(periodLockDate === undefined ? {} : { PeriodLockDate: dayOut(periodLockDate) }),
    ...(endOfYearLockDate === undefined ? {} : { EndOfYearLockDate: dayOut(endOfYearLockDate) }),
  };
  return call.store.select('Organisation', { conditions: [] }).map((record) => ({ ...record.body, ...locks }));
}

function cisSettings(call: Call, id: string): Reply {
  const isKnown = call.store.get('Organisation', id) !== undefined && call.organisation.country === 'GB';
  if (!isKnown) return notFound();
  return envelope(call, { CISSettings: [{ CISContractorEnabled: false, CISSubContractorEnabled: false }] });
}

function read(call: Call, of: Reading): Reply | undefined {
  return call.path.length > 1 ? undefined : readReply(call, of);
}

function reading(kind: string): Reading {
  return {
    kind,
    collection: kind,
    find: (call, reference) => call.store.get(kind, reference),
    shape: (_call, record: StoredRecord) => record.body,
  };
}
