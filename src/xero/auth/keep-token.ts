/** Keeps the access token of a sign-in fresh: one renewal for all calls and processes, and none lost to a crash. */

import type { Clock } from '../../model/clock.ts';
import { Refusal } from '../../model/refusal.ts';
import { LostReply } from '../api.ts';
import type { Identity, Tokens } from './identity.ts';
import { type ConnectionStore, type Connections, type Hosts, type SignIn, withSignIn } from './sign-in.ts';

/** Its methods reject with a LostReply where the login server is out of reach at present, else with a Refusal of exit code 3. */
export interface TokenKeeper {
  /** The access token, good for some minutes. */
  token(): Promise<string>;
  /** Gets another one, since the last was refused; one that another process has got serves as well. */
  refresh(): Promise<boolean>;
  /** Whether another sign-in opens the organisation by now: its token is given from then on. */
  replaced(): Promise<boolean>;
}

export interface Keeping {
  readonly store: ConnectionStore;
  /** Id of the sign-in. */
  readonly id: string;
  /** The organisation that it is to open: another sign-in that does so by now takes its place. */
  readonly tenantId?: string;
  /** Where tokens go; one that was made for other places is not used. */
  readonly hosts?: Hosts;
  readonly identity: Pick<Identity, 'renew' | 'clientCredentials'>;
  readonly clock: Clock;
}

/** A token with less life left than that, or half of its life, is renewed before it is used. */
const EARLY_MS = 5 * 60_000;
/** With less than that it is of no use even where the renewal fails. */
const LEAST_MS = 30_000;
/** After a renewal that failed while the token still lives. */
const PAUSE_MS = 30_000;
const PASSING = new Set(['connect/unreachable', 'connect/unavailable', 'connect/locked']);

export function keepToken(keeping: Keeping): TokenKeeper {
  const { store, clock } = keeping;
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
      known ??= find(await store.read(), keeping);
      if (isFresh(known, clock) || clock.now() < notBefore) return known.accessToken;
      try {
        known = await renew();
      } catch (error) {
        if (!passes(error)) throw error;
        if (known.expiresAt - clock.now() < LEAST_MS) throw away(error);
        notBefore = Math.min(clock.now() + PAUSE_MS, known.expiresAt - LEAST_MS);
      }
      return known.accessToken;
    },
    async refresh() {
      try {
        known = await renew(known?.accessToken);
        return true;
      } catch (error) {
        throw passes(error) ? away(error) : error;
      }
    },
    async replaced() {
      const before = known?.id;
      known = find(await store.read(), keeping);
      return known.id !== before;
    },
  };
}

/**
 * While a renewal may be half done, its refresh token has 30 minutes left at most: it is finished at once. A token that has
 * more life left than it was given says that the clock was set back since.
 */
function isFresh({ receivedAt, expiresAt, renewing }: SignIn, clock: Clock): boolean {
  const [life, left] = [expiresAt - receivedAt, expiresAt - clock.now()];
  return renewing === undefined && left > Math.min(EARLY_MS, life / 2) && left < life + EARLY_MS;
}

function passes(error: unknown): error is Refusal {
  return error instanceof Refusal && PASSING.has(error.code);
}

function away({ message }: Refusal): LostReply {
  return new LostReply(message.split('\n', 1)[0]!.replace(/\.$/, ''), false, true);
}

/** Under the lock of all processes; that the request leaves is saved before it does. */
function renewOnce(keeping: Keeping, refused: string | undefined): Promise<SignIn> {
  const { store, identity, clock } = keeping;
  return store.change(async (all, save) => {
    const signIn = find(all, keeping);
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

function find({ signIns, organisations }: Connections, { id, tenantId, hosts }: Keeping): SignIn {
  const organisation = organisations.find((known) => known.tenantId === tenantId);
  const wanted = tenantId === undefined ? id : organisation?.signIn;
  const signIn = signIns.find((known) => known.id === wanted);
  if (signIn !== undefined && leadsTo(hosts, signIn)) return signIn;
  const what = signIn === undefined ? 'disconnected' : 'connected at another server';
  throw new Refusal(
    'connect/gone',
    `The organisation was ${what} meanwhile.\nConnect it again with \`rowpost connect\`, or begin the command again.`,
    3,
  );
}

function leadsTo(hosts: Hosts | undefined, { hosts: own }: SignIn): boolean {
  return hosts === undefined || (hosts.apiUrl === own.apiUrl && hosts.identityUrl === own.identityUrl);
}
