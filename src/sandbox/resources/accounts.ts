/** The chart of accounts: listed, one added, changed, archived or deleted at a time. */
import { instantOut } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import { attachmentViews } from '../files/attachment-view.ts';
import { isGuid, zeroId } from '../guid.ts';
import { type JsonObject, textOf } from '../json.ts';
import { classOf, reportingOf } from '../orgs/account-class.ts';
import { type Reading, readReply } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { isPerElement, messages } from '../server/elements.ts';
import { textIn } from '../server/input.ts';
import { envelope, notFound, type Reply, validationReply } from '../server/reply.ts';
import { accountErrors } from '../validation/account-errors.ts';
import { accountShape } from '../validation/list-shapes.ts';
import * as texts from '../validation/messages.ts';
import { shapedElements } from '../validation/shaped-elements.ts';
import { isUsed } from './usage.ts';

/** PUT adds, POST changes the account of the path or the one that the body names, DELETE removes an unused one. */
export const accounts: Endpoint = (call) => {
  const [reference] = call.path;
  if (call.path.length > 1) return undefined;
  if (call.method === 'GET') return readReply(call, reading);
  if (call.method === 'PUT') return reference === undefined ? save(call, undefined) : undefined;
  const id = reference ?? (call.method === 'POST' ? namedInBody(call) : undefined);
  if (id === undefined) return undefined;
  const before = call.store.get('Accounts', id);
  if (before === undefined) return notFound();
  return call.method === 'POST' ? save(call, before) : remove(call, before);
};

function namedInBody(call: Call): string | undefined {
  return textOf(shapedElements(call, 'Accounts', accountShape)[0]?.AccountID);
}

/** Only the first element counts; with summarizeErrors=false the endpoint says OK to an account that it refuses. */
function save(call: Call, before: StoredRecord | undefined): Reply {
  const { AccountID: _given, ...input } = shapedElements(call, 'Accounts', accountShape)[0] ?? {};
  const body = accountBody(call, before, input);
  const errors = accountErrors(call, body, input, before);
  const AccountID = before?.id ?? zeroId;
  if (errors.length > 0 && isPerElement(call)) return envelope(call, { Accounts: [{ ...body, AccountID }] });
  if (errors.length > 0) return validationReply([{ AccountID, ...input, ValidationErrors: messages(errors) }]);
  const [code, name] = [textOf(body.Code)?.toLowerCase(), textOf(body.Name)?.toLowerCase()];
  const [type, status] = [textOf(body.Type), textOf(body.Status)];
  const id = String(body.AccountID);
  call.store.put({ kind: 'Accounts', id, key: code, secondKey: name, type, status, updated: call.now, body });
  return envelope(call, { Accounts: [body] });
}

/** The deleted account, once more in full. */
function remove(call: Call, before: StoredRecord): Reply {
  const { body } = before;
  const isSystem = textOf(body.SystemAccount) !== undefined;
  const used = isUsed(call.store, { AccountID: before.id, AccountCode: textOf(body.Code) });
  if (isSystem || used) {
    const message = isSystem ? texts.systemAccountFixed : texts.accountInUse;
    return validationReply([{ ...body, ValidationErrors: messages([message]) }]);
  }
  call.store.remove('Accounts', before.id);
  return envelope(call, { Accounts: [{ ...body, Status: 'DELETED', UpdatedDateUTC: instantOut(call.now) }] });
}

/** The account from what was there and what is given; the tax type comes from the account's class where none is given. */
function accountBody(call: Call, before: StoredRecord | undefined, input: JsonObject): JsonObject {
  const type = (textIn(input, 'Type') ?? textOf(before?.body.Type) ?? '').toUpperCase();
  const isBank = type === 'BANK';
  const { BankAccountNumber, BankAccountType, CurrencyCode, Description, Code, Name, ...rest } = input;
  const bank = { BankAccountNumber, BankAccountType, CurrencyCode };
  const fresh: JsonObject = {
    AccountID: crypto.randomUUID(),
    Status: 'ACTIVE',
    TaxType: defaultTaxType(call, type),
    BankAccountType: isBank ? 'BANK' : '',
    ...(isBank ? { CurrencyCode: call.organisation.baseCurrency } : {}),
    EnablePaymentsToAccount: false,
    ShowInExpenseClaims: false,
    ...reportingOf(type),
    HasAttachments: false,
    AddToWatchlist: false,
  };
  return {
    ...(before?.body ?? fresh),
    ...rest,
    ...given({ Code: textIn(input, 'Code'), Name: textIn(input, 'Name') }),
    ...given(isBank ? bank : { Description }),
    Type: type,
    Class: classOf(type),
    UpdatedDateUTC: instantOut(call.now),
  };
}

function given(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function defaultTaxType(call: Call, type: string): string {
  const { sales, purchases, none } = call.organisation.taxTypes;
  const ofClass: Readonly<Record<string, string>> = { REVENUE: sales, EXPENSE: purchases };
  return ofClass[classOf(type) ?? ''] ?? none;
}

const reading: Reading = {
  kind: 'Accounts',
  collection: 'Accounts',
  find: (call, reference) => (isGuid(reference) ? call.store.get('Accounts', reference) : byCode(call, reference)),
  shape: (call, record) =>
    call.path.length > 0 ? { ...record.body, Attachments: attachmentViews(call, record) } : record.body,
};

function byCode(call: Call, code: string): StoredRecord | undefined {
  return call.store.select('Accounts', {
    conditions: [{ column: 'key', operator: '=', value: code.toLowerCase() }],
  })[0];
}
