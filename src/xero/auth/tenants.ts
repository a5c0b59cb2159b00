/** The organisations that an access token opens, and how a connection to one of them is ended. */

import { Refusal } from '../../model/refusal.ts';
import { LostReply } from '../api.ts';
import { withCorrelation } from '../correlation.ts';
import { type ExactJson, parseExactJson, textAt } from '../exact-json.ts';
import { type Answer, type Carrier, exchange } from './exchange.ts';
import type { TokenKeeper } from './keep-token.ts';

/** A connection as Xero lists it. */
export interface Tenant {
  readonly connectionId: string;
  readonly tenantId: string;
  readonly name: string;
}

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Each once. @param apiUrl base address; rejects with a Refusal of exit code 3 */
export async function listTenants(apiUrl: string, token: string, carrier: Carrier): Promise<readonly Tenant[]> {
  const request = { method: 'GET', url: `${apiUrl}/connections`, headers: bearer(token) } as const;
  const answer = await reached(() => exchange(request, carrier));
  const json = answer.status === 200 ? parseExactJson(answer.body) : undefined;
  const tenants = Array.isArray(json) ? json.filter(isOrganisation).map(toTenant) : undefined;
  if (tenants?.every(({ tenantId }) => GUID.test(tenantId)) !== true) {
    throw strange(answer, apiUrl, 'tell which organisations are connected');
  }
  return [...new Map(tenants.map((tenant) => [tenant.tenantId, tenant])).values()];
}

function isOrganisation(entry: ExactJson): boolean {
  return textAt(entry, 'tenantType') === 'ORGANISATION';
}

function toTenant(entry: ExactJson): Tenant {
  return {
    connectionId: textAt(entry, 'id'),
    tenantId: textAt(entry, 'tenantId').toLowerCase(),
    name: textAt(entry, 'tenantName'),
  };
}

/** One that is gone already is no error. A token that is refused is renewed once. */
export async function endConnection(apiUrl: string, id: string, keeper: TokenKeeper, carrier: Carrier): Promise<void> {
  const url = `${apiUrl}/connections/${encodeURIComponent(id)}`;
  const ask = async () => exchange({ method: 'DELETE', url, headers: bearer(await keeper.token()) }, carrier);
  const answer = await reached(async () => {
    const first = await ask();
    return first.status === 401 && (await keeper.refresh()) ? ask() : first;
  });
  if (answer.status !== 204 && answer.status !== 404) throw strange(answer, apiUrl, 'end the connection');
}

function bearer(token: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${token}` };
}

async function reached(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LostReply)) throw error;
    throw new Refusal(
      'connect/unreachable',
      `Xero was not reached: ${error.message}.\nCheck the network and try again.`,
      3,
    );
  }
}

/** @param what it does not do */
function strange(answer: Answer, apiUrl: string, what: string): Refusal {
  const sentence = `${new URL(apiUrl).host} does not ${what} (${answer.status}).`;
  return new Refusal(
    'connect/no-list',
    `${withCorrelation(sentence, answer)}\nTry again in a few minutes, or connect again: \`rowpost connect\`.`,
    3,
  );
}
