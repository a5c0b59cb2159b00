/** Transfers between bank accounts: created and deleted, never changed. */
import { createBankTransfer, deleteBankTransfer } from '../bank/save-bank-transfer.ts';
import type { JsonObject } from '../json.ts';
import { type Reading, readReply } from '../reading/list.ts';
import type { Endpoint } from '../server/call.ts';
import { elementsOf, writeElements } from '../server/elements.ts';
import { isAsked } from '../server/input.ts';
import { notFound } from '../server/reply.ts';
import { bankTransferShape } from '../validation/bank-shapes.ts';
import { checkShape } from '../validation/check-shape.ts';

export const bankTransfers: Endpoint = (call) => {
  const [reference] = call.path;
  if (call.path.length > 1) return undefined;
  if (call.method === 'GET') return readReply(call, reading);
  if (call.method === 'DELETE' || (call.method === 'PUT' && reference !== undefined)) return undefined;
  if (reference !== undefined && call.store.get('BankTransfers', reference) === undefined) return notFound();
  const given = elementsOf(call, 'BankTransfers');
  checkShape('BankTransfers', bankTransferShape, given);
  const inputs = reference === undefined ? given : given.map((each) => ({ ...each, BankTransferID: reference }));
  const save = (input: JsonObject) =>
    call.method === 'PUT' ? createBankTransfer(call, input) : deleteBankTransfer(call, input);
  return writeElements(call, { collection: 'BankTransfers', flag: 'none', save }, inputs);
};

const reading: Reading = {
  kind: 'BankTransfers',
  collection: 'BankTransfers',
  hidden: (call) => (isAsked(call, 'includeDeleted') ? [] : [{ column: 'status', operator: '=', value: 'AUTHORISED' }]),
  find: (call, reference) => call.store.get('BankTransfers', reference),
  shape: (_call, { body }) => body,
};
