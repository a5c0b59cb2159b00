/** Talks to a sandbox as an importer would, and waits for nothing but its replies. */
import { onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, type SandboxOrg, startSandbox } from '../../src/sandbox/sandbox.ts';

// biome-ignore lint/suspicious/noExplicitAny: replies are looked into by name, as a reader of JSON does
export type Loose = any;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Loose;
}

export interface Client {
  readonly sandbox: Sandbox;
  send(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** The elements of a bulk write with summarizeErrors=false. */
  write(method: 'PUT' | 'POST', collection: string, ...elements: readonly object[]): Promise<readonly Loose[]>;
}

/** A sandbox of one organisation, `org`, or of several, `orgs`. */
export async function openSandbox(
  options: Partial<SandboxOptions> & { readonly org?: SandboxOrg } = {},
): Promise<Client> {
  const { org = 'gb', ...given } = options;
  const sandbox = await startSandbox({ orgs: [org], limits: 'off', ...given });
  const send: Client['send'] = async (method, path, body, headers = {}) => {
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const own = { Authorization: `Bearer ${sandbox.token}`, 'xero-tenant-id': sandbox.tenantId };
    const response = await fetch(`${sandbox.url}/api.xro/2.0/${path}`, {
      method,
      headers: { ...own, ...headers },
      ...sent,
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true ? JSON.parse(text) : undefined;
    return { status: response.status, headers: response.headers, text, json };
  };
  return {
    sandbox,
    send,
    get: (path, headers) => send('GET', path, undefined, headers),
    write: async (method, collection, ...elements) => {
      const answer = await send(method, `${collection}?summarizeErrors=false`, { [collection]: elements });
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
      return answer.json[collection];
    },
  };
}

/** A sandbox for one test, closed at its end. */
export async function openForTest(options: Parameters<typeof openSandbox>[0] = {}): Promise<Client> {
  const client = await openSandbox(options);
  onTestFinished(() => client.sandbox.close());
  return client;
}

export function messagesOf(element: Loose): readonly string[] {
  return (element.ValidationErrors ?? []).map((error: Loose) => error.Message);
}

export function warningsOf(element: Loose): readonly string[] {
  return (element.Warnings ?? []).map((warning: Loose) => warning.Message);
}

/** An approved sales invoice of one line; `over` replaces fields of its head. */
export function salesInvoice(number: string, over: object = {}): Loose {
  return {
    Type: 'ACCREC',
    InvoiceNumber: number,
    Contact: { Name: 'Basket Case' },
    Date: '2026-03-01',
    DueDate: '2026-03-31',
    Status: 'AUTHORISED',
    LineItems: [line()],
    ...over,
  };
}

export function line(over: object = {}): Loose {
  return { Description: 'Advice', Quantity: 2, UnitAmount: 50, AccountCode: '200', ...over };
}
