/** The organisations that an access token opens, and how a connection to one of them is ended. */

import { Refusal } from '../../model/refusal.ts';
import { LostReply } from '../api.ts';
import { parseExactJson, textAt } from '../exact-json.ts';
import { type Answer, type Carrier, type Exchange, exchange } from './exchange.ts';

/** A connection as Xero lists it. */
export interface Tenant {
  readonly connectionId: string;
  readonly tenantId: string;
  readonly name: string;
  /** The consent that made or renewed it. */
  readonly consent: string;
}

/** @param apiUrl base address; rejects with a Refusal of exit code 3 */
export async function listTenants(apiUrl: string, token: string, carrier: Carrier): Promise<readonly Tenant[]> {
  const answer = await call({ method: 'GET', url: `${apiUrl}/connections`, headers: bearer(token) }, carrier);
  const json = answer.status === 200 ? parseExactJson(answer.body) : undefined;
  if (!Array.isArray(json)) throw strange(answer, apiUrl);
  return json
    .filter((entry) => textAt(entry, 'tenantType') === 'ORGANISATION')
    .map((entry) => ({
      connectionId: textAt(entry, 'id'),
      tenantId: textAt(entry, 'tenantId').toLowerCase(),
      name: textAt(entry, 'tenantName'),
      consent: textAt(entry, 'authEventId'),
    }));
}

/** One that is gone already is no error. */
export async function endConnection(apiUrl: string, id: string, token: string, carrier: Carrier): Promise<void> {
  const url = `${apiUrl}/connections/${encodeURIComponent(id)}`;
  const answer = await call({ method: 'DELETE', url, headers: bearer(token) }, carrier);
  if (answer.status !== 204 && answer.status !== 404) throw strange(answer, apiUrl);
}

function bearer(token: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${token}` };
}

async function call(request: Exchange, carrier: Carrier): Promise<Answer> {
  try {
    return await exchange(request, carrier);
  } catch (error) {
    if (!(error instanceof LostReply)) throw error;
    throw new Refusal(
      'connect/unreachable',
      `Xero was not reached: ${error.message}.\nCheck the network and try again.`,
      3,
    );
  }
}

function strange({ status }: Answer, apiUrl: string): Refusal {
  return new Refusal(
    'connect/no-list',
    `${new URL(apiUrl).host} does not tell which organisations are connected (${status}).\nTry again in a few minutes, or connect again: \`rowpost connect\`.`,
    3,
  );
}
