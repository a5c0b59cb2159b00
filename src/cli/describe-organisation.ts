/** What an organisation says of itself, in one call. */

import { systemClock } from '../model/clock.ts';
import { Refusal } from '../model/refusal.ts';
import type { ApiReply } from '../xero/api.ts';
import { LostReply } from '../xero/api.ts';
import type { Hosts } from '../xero/auth/sign-in.ts';
import { withCorrelation } from '../xero/correlation.ts';
import { parseExactJson, textAt } from '../xero/exact-json.ts';
import { refusalOf } from '../xero/refusal-of.ts';
import type { Surroundings } from './command.ts';
import { carrierOf } from './connected-organisations.ts';
import { openApi } from './context.ts';
import type { Trace } from './trace-file.ts';

export interface Description {
  readonly name: string;
  readonly country: string;
  readonly currency: string;
  /** Calls left today, where the reply says so. */
  readonly dayLeft?: number;
}

export interface Described {
  readonly hosts: Hosts;
  readonly tenantId: string;
  /** As people know it. */
  readonly name: string;
  readonly token: () => Promise<string>;
  readonly refresh?: () => Promise<boolean>;
}

/** Rejects with a Refusal of exit code 3. */
export async function describeOrganisation(
  of: Described,
  surroundings: Surroundings,
  trace: Trace,
): Promise<Description> {
  const { hosts, tenantId, name, token, refresh } = of;
  const api = openApi({
    baseUrl: `${hosts.apiUrl}/api.xro/2.0`,
    ...{ tenantId, token, timeoutMs: 30_000 },
    ...(refresh === undefined ? {} : { refresh }),
    ...carrierOf(surroundings),
  });
  try {
    const call = trace.watch(api, systemClock).call({ method: 'GET', path: '/Organisation' });
    return descriptionOf(await unlessStopped(call, surroundings.signal), name);
  } catch (error) {
    throw error instanceof LostReply
      ? new Refusal(
          'connect/unreachable',
          `${name} was not reached: ${error.message}.\nCheck the network and try again.`,
          3,
        )
      : error;
  } finally {
    await api.close();
  }
}

/** Rejects with the signal's reason once the user stops; the call is given up then. */
async function unlessStopped<T>(call: Promise<T>, signal: AbortSignal): Promise<T> {
  const stopped = Promise.withResolvers<never>();
  const stop = () => stopped.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await Promise.race([call, stopped.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function descriptionOf(reply: ApiReply, name: string): Description {
  const refusal = refusalOf(reply, name, 'accounting.settings.read');
  if (refusal !== undefined) throw refusal;
  const json = reply.status === 200 ? parseExactJson(reply.body) : undefined;
  const list = typeof json === 'object' && json !== null && 'Organisations' in json ? json.Organisations : undefined;
  const [organisation] = Array.isArray(list) ? list : [];
  if (organisation === undefined) {
    throw new Refusal(
      'connect/no-answer',
      `${withCorrelation(`Xero does not answer for ${name} at present (${reply.status}).`, reply)}\nTry again in a few minutes.`,
      3,
    );
  }
  return {
    name: textAt(organisation, 'Name'),
    country: textAt(organisation, 'CountryCode'),
    currency: textAt(organisation, 'BaseCurrency'),
    ...(reply.dayLeft === undefined ? {} : { dayLeft: reply.dayLeft }),
  };
}
