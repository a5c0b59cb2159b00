/** A sandbox to connect to, and a user who answers its consent page as a browser would. */

import { onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import { stepsOf } from '../contract/identity-client.ts';

export interface Server {
  readonly url: string;
  /** The options that point a command at it. */
  readonly at: readonly string[];
  readonly sandbox: Sandbox;
  /** A browser whose user allows the organisations of these tenants, and comes back. */
  allow(tenants?: readonly string[]): (url: string) => Promise<boolean>;
  deny(url: string): Promise<boolean>;
  /** The address that the browser ends at. */
  answer(url: string, decision: 'allow' | 'deny', tenants?: readonly string[]): Promise<string>;
}

export const GB = 'a7635d09-5be3-4858-ad97-495cb991aa93';
export const AU = 'c9dffd82-91b4-4c13-a33b-5872fa68d94c';
export const CUSTOM = { ROWPOST_CLIENT_ID: 'SANDBOX-CUSTOM-CONNECTION', ROWPOST_CLIENT_SECRET: 'sandbox-token' };
export const PKCE = { ROWPOST_CLIENT_ID: 'SANDBOX-PKCE-APP' };

export async function openServer(options: Partial<SandboxOptions> = {}): Promise<Server> {
  const sandbox = await startSandbox({ orgs: ['gb', 'au'], limits: 'off', ...options });
  onTestFinished(() => sandbox.close());
  const { url } = sandbox;
  const steps = stepsOf(url);
  const answer: Server['answer'] = async (address, decision, tenants = [GB]) => {
    const { pathname, search } = new URL(address);
    const answered = await steps.answer(await steps.get(pathname + search), decision, tenants);
    return answered.headers.get('location') ?? '';
  };
  const comeBack = async (address: string): Promise<boolean> => {
    await (await fetch(address)).text();
    return true;
  };
  return {
    url,
    at: ['--api-url', url, '--identity-url', url],
    sandbox,
    allow: (tenants) => async (address) => comeBack(await answer(address, 'allow', tenants)),
    deny: async (address) => comeBack(await answer(address, 'deny')),
    answer,
  };
}
