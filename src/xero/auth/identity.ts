/** Xero's login server as rowpost uses it: tokens for a code, a refresh token or client credentials, and their revocation. */

import { Refusal } from '../../model/refusal.ts';
import { LostReply } from '../api.ts';
import { parseExactJson, textAt } from '../exact-json.ts';
import { type Answer, type Carrier, exchange } from './exchange.ts';
import type { SignIn } from './sign-in.ts';
import { tokenRefusal } from './token-refusal.ts';

export interface Tokens {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly refreshToken?: string;
  /** As the server says, where it does. */
  readonly scopes?: readonly string[];
  /** The server's time at its answer, ms since the epoch. */
  readonly serverTime?: number;
}

/** What is shown to the login server besides the app itself. */
export interface Proof {
  readonly code: string;
  /** Of apps without a secret. */
  readonly verifier?: string;
  readonly redirect: string;
}

type Client = Pick<SignIn, 'clientId' | 'clientSecret'>;

export interface Identity {
  redeem(client: Client, proof: Proof): Promise<Tokens>;
  /** May be repeated with the same token: the server takes it for 30 minutes more once it is replaced. */
  renew(client: Client, refreshToken: string): Promise<Tokens>;
  /** Where the server refuses the scopes, it is asked for all that the app has. */
  clientCredentials(client: Client, scopes: readonly string[]): Promise<Tokens>;
  /** Ends all that the user allowed to the app. */
  revoke(client: Client, refreshToken: string): Promise<void>;
}

/** Attempts where no answer comes, or one that passes. */
const MOST_ATTEMPTS = 3;
/** Seconds, of a token: Xero's live 30 minutes. A year and more is no time that is meant. */
const LONGEST_LIFE = 31_536_000;

/** @param url base address. All methods reject with a Refusal of exit code 3. */
export function createIdentity(url: string, carrier: Carrier): Identity {
  const ask = async (client: Client, form: Readonly<Record<string, string>>): Promise<Answer> =>
    post(`${url}/connect/token`, client, form, carrier);
  const tokens = async (client: Client, form: Readonly<Record<string, string>>) =>
    toTokens(await ask(client, form), url, form.code !== undefined);
  return {
    redeem: (client, { code, verifier, redirect }) => {
      const form = { grant_type: 'authorization_code', code, redirect_uri: redirect };
      return tokens(client, verifier === undefined ? form : { ...form, code_verifier: verifier });
    },
    renew: (client, refreshToken) => tokens(client, { grant_type: 'refresh_token', refresh_token: refreshToken }),
    async clientCredentials(client, scopes) {
      const grant = { grant_type: 'client_credentials' };
      const answer = await ask(client, { ...grant, scope: scopes.join(' ') });
      return errorOf(answer) === 'invalid_scope' ? tokens(client, grant) : toTokens(answer, url);
    },
    async revoke(client, refreshToken) {
      const answer = await post(`${url}/connect/revocation`, client, { token: refreshToken }, carrier);
      if (answer.status !== 200) throw tokenRefusal(answer, errorOf(answer), new URL(url).host);
    },
  };
}

/** An app with a secret shows it in the header, one without names itself in the form. A code is shown once: a second time would end the sign-in. */
async function post(
  url: string,
  { clientId, clientSecret }: Client,
  form: Readonly<Record<string, string>>,
  carrier: Carrier,
): Promise<Answer> {
  const basic = [clientId, clientSecret ?? ''].map(encodeURIComponent).join(':');
  const proof: Readonly<Record<string, string>> =
    clientSecret === undefined ? {} : { authorization: `Basic ${Buffer.from(basic).toString('base64')}` };
  const fields = clientSecret === undefined ? { ...form, client_id: clientId } : form;
  const headers = { ...proof, 'content-type': 'application/x-www-form-urlencoded' };
  const request = { method: 'POST', url, headers, body: new URLSearchParams(fields).toString() } as const;
  const most = form.code === undefined ? MOST_ATTEMPTS : 1;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await exchange(request, carrier);
      if (answer.status < 500 || attempt === most) return answer;
    } catch (error) {
      if (!(error instanceof LostReply)) throw error;
      if (attempt === most) throw unreachable(error.message);
    }
  }
}

function unreachable(message: string): Refusal {
  return new Refusal(
    'connect/unreachable',
    `The sign-in to Xero failed: ${message}.\nCheck the network; behind a proxy, set HTTPS_PROXY.`,
    3,
  );
}

function errorOf({ status, body }: Answer): string {
  return status === 200 ? '' : textAt(parseExactJson(body), 'error');
}

/** The server has one word for codes and for refresh tokens. */
function wordOf(error: string, ofCode: boolean): string {
  return ofCode && error === 'invalid_grant' ? 'invalid_code' : error;
}

function toTokens(answer: Answer, url: string, ofCode = false): Tokens {
  const { host } = new URL(url);
  if (answer.status !== 200) throw tokenRefusal(answer, wordOf(errorOf(answer), ofCode), host);
  const json = parseExactJson(answer.body);
  const [accessToken, scope] = [textAt(json, 'access_token'), textAt(json, 'scope')];
  const expiresIn = Number(textAt(json, 'expires_in'));
  if (!/^[\w.~+/=-]+$/.test(accessToken) || !(expiresIn > 0 && expiresIn <= LONGEST_LIFE))
    throw tokenRefusal(answer, '', host);
  const refreshToken = textAt(json, 'refresh_token');
  return {
    accessToken,
    expiresIn,
    ...(refreshToken === '' ? {} : { refreshToken }),
    ...(scope === '' ? {} : { scopes: scope.split(' ').filter((word) => word !== '') }),
    ...(answer.serverTime === undefined ? {} : { serverTime: answer.serverTime }),
  };
}
