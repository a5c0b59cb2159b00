/** Keeps the access token of a sign-in fresh: one renewal for all calls and processes, and none lost to a crash. */

import type { Clock } from '../../model/clock.ts';
import { Refusal } from '../../model/refusal.ts';
import type { Identity, Tokens } from './identity.ts';
import { type ConnectionStore, type Connections, type SignIn, withSignIn } from './sign-in.ts';

export interface TokenKeeper {
  /** The access token, good for some minutes. Rejects with a Refusal of exit code 3. */
  token(): Promise<string>;
  /** Gets another one, since the last was refused; one that another process has got serves as well. */
  refresh(): Promise<boolean>;
}

export interface Keeping {
  readonly store: ConnectionStore;
  /** Id of the sign-in. */
  readonly id: string;
  readonly identity: Pick<Identity, 'renew' | 'clientCredentials'>;
  readonly clock: Clock;
}

/** A token with less life than that is renewed before it is used. */
const EARLY_MS = 5 * 60_000;
/** With less than that it is of no use even where the renewal fails. */
const LEAST_MS = 30_000;
/** After a renewal that failed while the token still lives. */
const PAUSE_MS = 30_000;
const PASSING = new Set(['connect/unreachable', 'connect/unavailable']);

export function keepToken(keeping: Keeping): TokenKeeper {
  const { store, id, clock } = keeping;
  let known: SignIn | undefined;
  let running: Promise<SignIn> | undefined;
  let notBefore = 0;
  const renew = (refused?: string): Promise<SignIn> => {
    running ??= renewOnce(keeping, refused).finally(() => {
      running = undefined;
    });
    return running;
  };
  return {
    async token() {
      known ??= find(await store.read(), id);
      if (isFresh(known, clock) || clock.now() < notBefore) return known.accessToken;
      try {
        known = await renew();
      } catch (error) {
        if (!passes(error) || known.expiresAt - clock.now() < LEAST_MS) throw error;
        notBefore = Math.min(clock.now() + PAUSE_MS, known.expiresAt - LEAST_MS);
      }
      return known.accessToken;
    },
    async refresh() {
      known = await renew(known?.accessToken);
      return true;
    },
  };
}

/** While a renewal may be half done, its refresh token has 30 minutes left at most: it is finished at once. */
function isFresh({ expiresAt, renewing }: SignIn, clock: Clock): boolean {
  return renewing === undefined && expiresAt - clock.now() > EARLY_MS;
}

function passes(error: unknown): boolean {
  return error instanceof Refusal && PASSING.has(error.code);
}

/** Under the lock of all processes; that the request leaves is saved before it does. */
function renewOnce({ store, id, identity, clock }: Keeping, refused: string | undefined): Promise<SignIn> {
  return store.change(async (all, save) => {
    const signIn = find(all, id);
    if (isFresh(signIn, clock) && signIn.accessToken !== refused) return signIn;
    const { refreshToken } = signIn;
    if (signIn.grant === 'code' && signIn.renewing === undefined) {
      await save(withSignIn(all, { ...signIn, renewing: clock.now() }));
    }
    const tokens =
      refreshToken === undefined
        ? await identity.clientCredentials(signIn, signIn.scopes)
        : await identity.renew(signIn, refreshToken);
    const next = renewed(signIn, tokens, clock.now());
    await save(withSignIn(all, next));
    return next;
  });
}

/** A sign-in with the tokens that came now. */
export function renewed({ renewing: _done, ...signIn }: SignIn, tokens: Tokens, now: number): SignIn {
  const { accessToken, expiresIn, refreshToken = signIn.refreshToken, scopes = signIn.scopes } = tokens;
  return {
    ...signIn,
    accessToken,
    scopes,
    receivedAt: now,
    expiresAt: now + expiresIn * 1000,
    ...(refreshToken === undefined ? {} : { refreshToken }),
  };
}

function find({ signIns }: Connections, id: string): SignIn {
  const signIn = signIns.find((known) => known.id === id);
  if (signIn !== undefined) return signIn;
  throw new Refusal(
    'connect/gone',
    'The organisation was disconnected meanwhile.\nConnect it again: `rowpost connect`.',
    3,
  );
}
