/** One call that writes, under the protection of its key: its reply, or why there is none. */

import { type ApiReply, type ApiRequest, LostReply } from '../../xero/api.ts';
import type { CallOptions } from '../../xero/patient-api.ts';
import type { Sending } from '../sending.ts';
import { outOfReach } from '../settle.ts';

/** A reply, or why there is none although the request may have been carried out. */
export type Attempted = ApiReply | { readonly lost: string };

/**
 * Rejects with a Refusal where the request surely was not carried out.
 * @param options.once a request that was perhaps carried out is not repeated: it is looked up first what came of it
 */
export async function writeCall(sending: Sending, request: ApiRequest, options: CallOptions): Promise<Attempted> {
  try {
    return await sending.connection.api.call(request, options);
  } catch (error) {
    if (!(error instanceof LostReply)) throw error;
    if (!error.sent) throw outOfReach(sending, error.message);
    return { lost: error.message };
  }
}
