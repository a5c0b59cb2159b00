/** The faults of a call that the API has no part in, such as one of the login server. */
import type { LimitName } from '../server/limits.ts';
import { type Reply, tooManyReply } from '../server/reply.ts';
import type { CallFaults } from './call-faults.ts';
import { nothingToSend } from './connection.ts';

/** @param respond makes the response of a reply that comes in place of the server's */
export async function underFaults(
  faults: CallFaults,
  serve: () => Response | Promise<Response>,
  respond: (reply: Reply) => Response,
  instance: string,
): Promise<Response> {
  if (!(await faults.begin())) return nothingToSend;
  const refused = faults.gate(tooMany, instance);
  if (refused !== undefined) return faults.finish(respond(refused));
  const failing = faults.failure(instance);
  if (failing === undefined) return faults.finish(await serve());
  if (failing.saved) await serve();
  return faults.finish(respond(failing.reply));
}

function tooMany(limit: LimitName, seconds = 60): Reply {
  const wait = limit === 'concurrent' ? {} : { 'Retry-After': String(seconds) };
  return tooManyReply({ ...wait, 'X-Rate-Limit-Problem': limit });
}
