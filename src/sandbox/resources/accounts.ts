/** The chart of accounts: listed, one added, changed or archived at a time. */
import { instantOut } from '../books/calendar.ts';
import type { Column, StoredRecord } from '../books/store.ts';
import { type JsonObject, textOf } from '../json.ts';
import { classOf } from '../orgs/account-class.ts';
import { listReply, oneReply, type Reading } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { elementsOf, messages, zeroId } from '../server/elements.ts';
import { textIn } from '../server/input.ts';
import { envelope, notFound, type Reply, validationReply } from '../server/reply.ts';
import * as texts from '../validation/messages.ts';

const writable = [
  'Code',
  'Name',
  'Type',
  'TaxType',
  'Description',
  'BankAccountNumber',
  'BankAccountType',
  'CurrencyCode',
  'EnablePaymentsToAccount',
  'ShowInExpenseClaims',
  'AddToWatchlist',
  'Status',
];

export const accounts: Endpoint = (call) => {
  const [reference] = call.path;
  if (call.path.length > 1) return undefined;
  if (call.method === 'GET')
    return reference === undefined ? listReply(call, reading) : oneReply(call, reading, reference);
  if (call.method === 'PUT' && reference === undefined) return save(call, undefined);
  if (call.method !== 'POST') return undefined;
  const given = reference ?? textIn(elementsOf(call, 'Accounts')[0] ?? {}, 'AccountID') ?? '';
  const before = call.store.get('Accounts', given);
  return before === undefined ? notFound() : save(call, before);
};

/** Only the first element counts; with summarizeErrors=false the endpoint says OK to an account that it refuses. */
function save(call: Call, before: StoredRecord | undefined): Reply {
  const input = elementsOf(call, 'Accounts')[0] ?? {};
  const given = Object.fromEntries(
    writable.flatMap((field) => (input[field] === undefined ? [] : [[field, input[field]]])),
  );
  const type = (textIn(given, 'Type') ?? textOf(before?.body.Type) ?? '').toUpperCase();
  const id = before?.id ?? crypto.randomUUID();
  const body: JsonObject = {
    AccountID: id,
    TaxType: call.organisation.taxTypes.none,
    EnablePaymentsToAccount: false,
    ShowInExpenseClaims: false,
    AddToWatchlist: false,
    HasAttachments: false,
    BankAccountType: type === 'BANK' ? 'BANK' : '',
    ...(type === 'BANK' ? { CurrencyCode: call.organisation.baseCurrency } : {}),
    ...before?.body,
    ...given,
    Type: type,
    Class: classOf(type),
    Status: textIn(given, 'Status')?.toUpperCase() ?? before?.status ?? 'ACTIVE',
    UpdatedDateUTC: instantOut(call.now),
  };
  const errors = accountErrors(call, body, given, before);
  const quiet = call.query.get('summarizeErrors')?.toLowerCase() === 'false';
  if (errors.length > 0 && quiet) return envelope(call, { Accounts: [{ ...body, AccountID: before?.id ?? zeroId }] });
  if (errors.length > 0) {
    return validationReply([{ ...body, AccountID: before?.id ?? zeroId, ValidationErrors: messages(errors) }]);
  }
  const [code, name] = [textOf(body.Code)?.trim().toLowerCase(), textOf(body.Name)?.trim().toLowerCase()];
  const status = textOf(body.Status);
  call.store.put({ kind: 'Accounts', id, key: code, secondKey: name, type, status, updated: call.now, body });
  return envelope(call, { Accounts: [body] });
}

function accountErrors(
  call: Call,
  body: JsonObject,
  given: JsonObject,
  before: StoredRecord | undefined,
): readonly string[] {
  const errors: string[] = [];
  const [code, name, type] = [textIn(body, 'Code'), textIn(body, 'Name'), textIn(body, 'Type')];
  if (name === undefined || taken(call, 'second_key', name, before)) errors.push(texts.accountNameTaken);
  if ((code === undefined && type !== 'BANK') || (code !== undefined && taken(call, 'key', code, before))) {
    errors.push(texts.accountCodeTaken);
  }
  if ((code?.length ?? 0) > 10) errors.push(texts.accountCodeTooLong);
  if ((name?.length ?? 0) > 150) errors.push(texts.tooLong('Account Name', 150));
  if (classOf(type ?? '') === undefined) errors.push('Account type is not valid.');
  const taxType = textIn(body, 'TaxType');
  if (taxType !== undefined && call.facts.taxRate(taxType) === undefined) errors.push(texts.taxTypeUnknown(taxType));
  if (type === 'BANK' && textIn(body, 'BankAccountNumber') === undefined)
    errors.push('Bank account number must be specified.');
  const archives = textIn(given, 'Status')?.toUpperCase() === 'ARCHIVED';
  if (archives && Object.keys(given).length > 1) errors.push('An account cannot be archived and changed in one call.');
  if (archives && before?.body.SystemAccount !== undefined) errors.push('System accounts cannot be archived.');
  return errors;
}

function taken(call: Call, column: Column, text: string, before: StoredRecord | undefined): boolean {
  const conditions = [{ column, operator: '=', value: text.toLowerCase() }] as const;
  return call.store.select('Accounts', { conditions }).some((record) => record.id !== before?.id);
}

const reading: Reading = {
  kind: 'Accounts',
  collection: 'Accounts',
  paged: false,
  columns: {
    accountid: 'id',
    code: 'key',
    name: 'second_key',
    type: 'type',
    status: 'status',
    updateddateutc: 'updated',
  },
  find: (call, reference) => call.store.get('Accounts', reference),
  shape: (_call, record) => record.body,
};
