/** The official SDK, unchanged but for its base path, which leads to a sandbox. */
import { AccountingApi } from 'xero-node';
import { type Client, type Loose, openSandbox } from '../contract/sandbox-client.ts';

export interface Sdk {
  readonly api: AccountingApi;
  /** The tenant id that its methods take first. */
  readonly tenant: string;
  readonly client: Client;
}

export async function openSdk(options: Parameters<typeof openSandbox>[0] = {}): Promise<Sdk> {
  const client = await openSandbox(options);
  const api = new AccountingApi(`${client.sandbox.url}/api.xro/2.0`);
  api.accessToken = client.sandbox.token;
  return { api, tenant: client.sandbox.tenantId, client };
}

/** What a method throws: a text of JSON that wraps the reply. */
export async function thrown(call: Promise<unknown>): Promise<Loose> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (typeof error !== 'string') throw new Error(`The method threw no text but ${String(error)}`);
  return JSON.parse(error).response;
}

/** The messages of the elements that a 400 lists. */
export function refusals({ body }: Loose): readonly (readonly string[])[] {
  return body.Elements.map(({ ValidationErrors }: Loose) => ValidationErrors.map(({ Message }: Loose) => Message));
}
