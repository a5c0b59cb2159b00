/** The kinds of apps that connect: which one a command is about, where it is found, and which one was used before. */

import { Refusal } from '../model/refusal.ts';
import type { Hosts, SignIn } from '../xero/auth/sign-in.ts';
import type { Options } from './command.ts';
import type { Credentials } from './read-credentials.ts';

/** `pkce`: a person signs in, the app has no secret; `web`: it has one; `custom`: nobody signs in. */
export type AppKind = 'pkce' | 'web' | 'custom';

export function kindOfApp({ custom, web }: Options): AppKind {
  if (custom === true && web === true) {
    throw new Refusal('usage/kind', 'An app is a web app (--web) or a custom connection (--custom). Give one of them.');
  }
  return custom === true ? 'custom' : web === true ? 'web' : 'pkce';
}

/** Two lines. @param redirect the address to come back to */
export function whereToFind(kind: AppKind, redirect: string): string {
  const app = {
    pkce: `a mobile or desktop app with the redirect address ${redirect}`,
    web: `a web app with the redirect address ${redirect}`,
    custom: 'a custom connection',
  }[kind];
  return `The client ID is that of an app of yours: see My apps at developer.xero.com, or make one there.\nIt is ${app}.`;
}

/** The only app of the kind that was used at this login server: its secret goes nowhere else. */
export function appUsedBefore(
  kind: AppKind,
  { identityUrl }: Hosts,
  signIns: readonly SignIn[],
): Credentials | undefined {
  const same = signIns.filter((signIn) => kindOfSignIn(signIn) === kind && signIn.hosts.identityUrl === identityUrl);
  const last = same.at(-1);
  if (last === undefined || same.some(({ clientId }) => clientId !== last.clientId)) return undefined;
  const { clientId, clientSecret } = last;
  return { clientId, ...(clientSecret === undefined ? {} : { clientSecret }) };
}

function kindOfSignIn({ grant, clientSecret }: SignIn): AppKind {
  if (grant === 'custom') return 'custom';
  return clientSecret === undefined ? 'pkce' : 'web';
}
