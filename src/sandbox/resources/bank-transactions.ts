/** Money spent and received, prepayments and overpayments; those of bank transfers are only read. */
import { bankTransactionView } from '../bank/bank-transaction-view.ts';
import { saveBankTransaction } from '../bank/save-bank-transaction.ts';
import type { JsonObject } from '../json.ts';
import { type Reading, readReply } from '../reading/list.ts';
import type { Endpoint } from '../server/call.ts';
import { elementsOf, modeOf, writeElements } from '../server/elements.ts';
import { notFound } from '../server/reply.ts';
import { bankTransactionShape } from '../validation/bank-shapes.ts';
import { checkShape } from '../validation/check-shape.ts';

export const bankTransactions: Endpoint = (call) => {
  const [reference] = call.path;
  if (call.path.length > 1) return undefined;
  if (call.method === 'GET') return readReply(call, reading);
  if (call.method === 'DELETE' || (call.method === 'PUT' && reference !== undefined)) return undefined;
  if (reference !== undefined && call.store.get('BankTransactions', reference) === undefined) return notFound();
  const given = elementsOf(call, 'BankTransactions');
  checkShape('BankTransactions', bankTransactionShape, given);
  const inputs = reference === undefined ? given : given.map((each) => ({ ...each, BankTransactionID: reference }));
  const mode = modeOf(call);
  const save = (input: JsonObject) => saveBankTransaction(call, input, mode);
  return writeElements(call, { collection: 'BankTransactions', flag: 'none', save }, inputs);
};

const reading: Reading = {
  kind: 'BankTransactions',
  collection: 'BankTransactions',
  find: (call, reference) => call.store.get('BankTransactions', reference),
  shape: bankTransactionView,
};
