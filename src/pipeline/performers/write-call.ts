/** One call that writes, under the protection of its key: its reply, or why there is none. */

import { type ApiReply, type ApiRequest, LostReply } from '../../xero/api.ts';
import type { Sending } from '../sending.ts';
import { outOfReach } from '../settle.ts';

/** A reply, or why there is none although the request may have been carried out. */
export type Attempted = ApiReply | { readonly lost: string };

/** Rejects with a Refusal where the request surely was not carried out. @param intentAt when it was stored */
export async function writeCall(sending: Sending, request: ApiRequest, intentAt: number): Promise<Attempted> {
  try {
    return await sending.connection.api.call(request, { intentAt });
  } catch (error) {
    if (!(error instanceof LostReply)) throw error;
    if (!error.sent) throw outOfReach(sending, error.message);
    return { lost: error.message };
  }
}
