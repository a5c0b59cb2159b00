/** The people who use the organisation: read alone. */
import { type Reading, readReply } from '../reading/list.ts';
import type { Endpoint } from '../server/call.ts';

export const users: Endpoint = (call) =>
  call.method === 'GET' && call.path.length < 2 ? readReply(call, reading) : undefined;

const reading: Reading = {
  kind: 'Users',
  collection: 'Users',
  find: (call, reference) => call.store.get('Users', reference),
  shape: (_call, record) => record.body,
};
