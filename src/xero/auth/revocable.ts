/** Tells which sign-ins can be ended at Xero once nothing here uses them any more. */

import type { Connections, SignIn } from './sign-in.ts';

type Revocable = SignIn & Required<Pick<SignIn, 'refreshToken'>>;

/** Those that a change leaves out. Revoking one ends all that the user allowed to its app, so that another sign-in of the app keeps it. */
export function revocable(before: Connections, after: Connections): readonly Revocable[] {
  const isKept = (signIn: SignIn) =>
    after.signIns.some(
      ({ clientId, hosts }) => clientId === signIn.clientId && hosts.identityUrl === signIn.hosts.identityUrl,
    );
  return before.signIns.filter((signIn): signIn is Revocable => signIn.refreshToken !== undefined && !isKept(signIn));
}
