/** Expense claims of the classic expenses: receipts of one user, submitted together; nothing of them is posted. */
import { instantOut } from '../books/calendar.ts';
import { decimalOf, sum, toJson, zero } from '../books/decimal.ts';
import type { StoredRecord } from '../books/store.ts';
import { newId, zeroId } from '../guid.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { claimant } from '../orders/receipt-kind.ts';
import { type Reading, readReply } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { type Outcome, writeElements } from '../server/elements.ts';
import { textIn } from '../server/input.ts';
import { notFound } from '../server/reply.ts';
import * as orderTexts from '../validation/order-messages.ts';
import { expenseClaimShape } from '../validation/order-shapes.ts';
import { shapedElements } from '../validation/shaped-elements.ts';

const next: Readonly<Record<string, readonly string[]>> = {
  SUBMITTED: ['AUTHORISED', 'VOIDED', 'DELETED'],
  AUTHORISED: ['VOIDED'],
};
/** What becomes of the receipts of a claim. */
const ofReceipts: Readonly<Record<string, string>> = {
  SUBMITTED: 'SUBMITTED',
  AUTHORISED: 'AUTHORISED',
  VOIDED: 'VOIDED',
  DELETED: 'DRAFT',
};

/** PUT creates several, POST to an address changes the status of one. */
export const expenseClaims: Endpoint = (call) => {
  const [reference] = call.path;
  if (call.path.length > 1) return undefined;
  if (call.method === 'GET') return readReply(call, reading);
  if (call.method !== (reference === undefined ? 'PUT' : 'POST')) return undefined;
  const target = reference === undefined ? undefined : reading.find(call, reference);
  if (reference !== undefined && target === undefined) return notFound();
  const save = (input: JsonObject) => (target === undefined ? created(call, input) : changed(call, target, input));
  const writing = { collection: 'ExpenseClaims', flag: 'none', save } as const;
  return writeElements(call, writing, shapedElements(call, 'ExpenseClaims', expenseClaimShape));
};

function created(call: Call, input: JsonObject): Outcome {
  const user = claimant(call, input.User);
  const receipts = objectsOf(input.Receipts).map((one) => call.store.get('Receipts', textIn(one, 'ReceiptID') ?? ''));
  const errors = claimErrors(user, receipts);
  if (textIn(input, 'Status') !== undefined && textIn(input, 'Status') !== 'SUBMITTED') {
    errors.push(orderTexts.statusOfNew('expense claim', textIn(input, 'Status') ?? ''));
  }
  const own = receipts.filter((record) => record !== undefined);
  if (errors.length > 0) return { element: { ...input, ExpenseClaimID: zeroId }, errors, warnings: [] };
  const total = toJson(sum(own.map((record) => decimalOf(record.body.Total) ?? zero)));
  const body: JsonObject = {
    ExpenseClaimID: newId(call.now),
    User: user ?? {},
    ReceiptIDs: own.map(({ id }) => id),
    Total: total,
    AmountDue: total,
    AmountPaid: 0,
  };
  return put(call, body, 'SUBMITTED');
}

function claimErrors(user: JsonObject | undefined, receipts: readonly (StoredRecord | undefined)[]): string[] {
  if (user === undefined) return [orderTexts.userInvalid];
  if (receipts.length === 0) return [orderTexts.receiptMissing];
  return receipts.flatMap((record) => {
    if (record === undefined) return [orderTexts.receiptUnknown];
    const isOwn = objectOf(record.body.User).UserID === user.UserID;
    return [
      ...(isOwn ? [] : [orderTexts.receiptOfAnother]),
      ...(record.body.ExpenseClaimID === undefined ? [] : [orderTexts.receiptIsClaimed]),
    ];
  });
}

function changed(call: Call, target: StoredRecord, input: JsonObject): Outcome {
  const [from, to] = [target.status ?? '', textIn(input, 'Status') ?? target.status ?? ''];
  if (from !== to && next[from]?.includes(to) !== true) {
    const element = { ...target.body, ...input, ExpenseClaimID: target.id };
    return { element, errors: [orderTexts.statusInvalid('Expense claim')], warnings: [] };
  }
  return put(call, target.body, to);
}

function put(call: Call, body: JsonObject, status: string): Outcome {
  const id = textOf(body.ExpenseClaimID) ?? '';
  const saved: JsonObject = { ...body, Status: status, UpdatedDateUTC: instantOut(call.now) };
  const record = { kind: 'ExpenseClaims', id, status, updated: call.now, body: saved };
  call.store.put(record);
  for (const receipt of receiptsOf(call, saved)) {
    const state = ofReceipts[status] ?? 'SUBMITTED';
    const { ExpenseClaimID: _claim, ...rest } = receipt.body;
    const claimed = status === 'DELETED' ? rest : { ...rest, ExpenseClaimID: id };
    call.store.put({ ...receipt, status: state, updated: call.now, body: { ...claimed, Status: state } });
  }
  return { element: view(call, record), errors: [], warnings: [] };
}

function receiptsOf(call: Call, body: JsonObject): readonly StoredRecord[] {
  const ids = body.ReceiptIDs as readonly string[];
  return ids.flatMap((id) => call.store.get('Receipts', id) ?? []);
}

/** Lists show the head alone. */
function view(call: Call, record: StoredRecord): JsonObject {
  const { ReceiptIDs: _ids, ...body } = record.body;
  const isList = call.method === 'GET' && call.path.length === 0;
  const receipts = (isList ? [] : receiptsOf(call, record.body)).map((receipt) => {
    const { LineItems: _lines, ExpenseClaimID: _claim, Contact: _contact, ...rest } = receipt.body;
    return rest;
  });
  return { ...body, Receipts: receipts, Payments: [] };
}

const reading: Reading = {
  kind: 'ExpenseClaims',
  collection: 'ExpenseClaims',
  find: (call, reference) => call.store.get('ExpenseClaims', reference),
  shape: view,
};
