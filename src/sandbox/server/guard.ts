/** Keeps other sites' pages away from a server on loopback: only its own names as Host, only its own pages as Origin. */

const loopback = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/** Why a request may not come in; undefined when it may. `anyHost`: it serves other machines, too, by names of theirs. */
export function guardProblem(headers: Headers, anyHost: boolean): string | undefined {
  const host = headers.get('host') ?? '';
  if (!anyHost && !loopback.test(host)) return 'The sandbox answers to 127.0.0.1 and localhost only.';
  const origin = headers.get('origin');
  if (origin === null || origin === `http://${host}`) return undefined;
  return 'The sandbox takes no requests from pages of other sites.';
}
