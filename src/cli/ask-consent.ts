/** Sends the user to Xero's consent page and waits for the code that comes back: by the browser, or by hand. */

import { Refusal } from '../model/refusal.ts';
import { awaitCallback } from '../xero/auth/await-callback.ts';
import { type ConsentRequest, codeOf, requestConsent } from '../xero/auth/consent.ts';
import type { Proof } from '../xero/auth/identity.ts';
import type { Options, Surroundings } from './command.ts';

/** The one that the official command line uses too, since an app's redirect addresses must match exactly. */
const PORT = 8742;

export interface Asking {
  readonly clientId: string;
  readonly identityUrl: string;
  readonly scopes: readonly string[];
  /** The app has a secret. */
  readonly secret: boolean;
}

/** The address that an app must have for the browser to come back. @throws Refusal for a port that cannot be used */
export function redirectOf(options: Options): string {
  return `http://localhost:${portOf(options)}/callback`;
}

/** Rejects with a Refusal where consent is denied, or the answer is not one to this question. */
export async function askConsent(asking: Asking, options: Options, surroundings: Surroundings): Promise<Proof> {
  const request = requestConsent({ ...asking, redirect: redirectOf(options) });
  const code = options.browser === false ? await byHand(request, surroundings) : await byBrowser(request, surroundings);
  const { verifier, redirect } = request;
  return { code, redirect, ...(verifier === undefined ? {} : { verifier }) };
}

async function byBrowser(request: ConsentRequest, { browse, err, signal }: Surroundings): Promise<string> {
  const callback = await awaitCallback(request, { signal, onStrange: (what) => err(`${what}\n`) });
  try {
    const opened = (await browse?.(request.url)) === true;
    const first = opened
      ? 'Your browser opens the sign-in page of Xero. If it does not show, open this address:'
      : 'Open the sign-in page of Xero in a browser, at this address:';
    err(`${first}\n\n  ${request.url}\n\nWaiting for your answer there ...\n`);
    return await callback.code;
  } finally {
    await callback.close();
  }
}

/** The browser ends at an address that no server answers; it holds the code all the same. */
async function byHand(request: ConsentRequest, { ask, err }: Surroundings): Promise<string> {
  if (ask === undefined) {
    throw new Refusal(
      'connect/no-terminal',
      '--no-browser needs a terminal, to paste the address into. For servers, see `rowpost connect --custom`.',
    );
  }
  err(
    `Open this address in any browser:\n\n  ${request.url}\n\nOnce you have answered, the browser goes to an address that it cannot open; that is right.\n`,
  );
  return codeOf(await ask('Paste that address here: ', false), request);
}

function portOf({ port }: Options): number {
  if (port === undefined) return PORT;
  const number = typeof port === 'string' && /^\d{1,5}$/.test(port) ? Number(port) : 0;
  if (number >= 1024 && number <= 65_535) return number;
  throw new Refusal(
    'usage/port',
    `--port ${String(port)} is no port that can be used. Give a number from 1024 to 65535.`,
  );
}
