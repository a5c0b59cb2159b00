/** Overpayments: read only; there are none as long as the sandbox has no bank transactions, which alone make them. */
import { bankCreditReading } from '../documents/bank-credit-reading.ts';
import { readReply } from '../reading/list.ts';
import type { Endpoint } from '../server/call.ts';

export const overpayments: Endpoint = (call) =>
  call.method === 'GET' && call.path.length < 2 ? readReply(call, bankCreditReading('Overpayments')) : undefined;
