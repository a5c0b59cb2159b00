/** Tells what a failed attempt at a call means: surely not sent, perhaps carried out, or useless to repeat. */

import { Refusal } from '../model/refusal.ts';
import { LostReply } from './api.ts';

const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const CERTIFICATE = /^(?:ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_SSL_|HOSTNAME_MISMATCH)/;

/** A Refusal, a LostReply, or the error itself where it is the program's own. @param late the call's time was over */
export function lostCall(error: unknown, host: string, late: boolean): unknown {
  if (error instanceof Refusal) return error;
  const code = codeOf(error);
  if (code === 'UND_ERR_INVALID_ARG') return error;
  if (CERTIFICATE.test(code)) {
    return new Refusal(
      'xero/certificate',
      `${host} could not prove who it is (${code}).\nCheck the address and the computer's clock. Where a proxy opens https, trust what this computer trusts with NODE_USE_SYSTEM_CA=1, or the proxy's certificate with NODE_EXTRA_CA_CERTS=company.pem.`,
      3,
    );
  }
  if (late) return new LostReply(`no reply from ${host} in time`, true);
  const sent = !NOT_SENT.has(code);
  return new LostReply(
    sent ? `the connection to ${host} broke off (${code})` : `${host} cannot be reached (${code})`,
    sent,
  );
}

/** The code of an error or of what caused it; several addresses tried give one error with a list of errors. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const own = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (error instanceof AggregateError) return own ?? codeOf(error.errors[0]);
  return own ?? (error.cause === undefined ? error.name : codeOf(error.cause));
}
