/** Reads the address of a server that stands in for one of Xero's: https, or on this machine. */

import { Refusal } from '../model/refusal.ts';
import { isLoopback } from '../xero/open-dispatcher.ts';

/** Without the API's own path, which may be given or not, and without a slash at the end. */
export function baseAddress(text: string, flag: '--api-url' | '--identity-url'): string {
  const code = `usage/${flag.slice(2)}`;
  const url = URL.parse(text);
  if (url === null) throw new Refusal(code, `${flag} ${text} is no address. Give one such as http://127.0.0.1:4000.`);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new Refusal(code, `${flag} ${text} is neither https nor on this machine. Use https, or a loopback address.`);
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/api\.xro\/2\.0$/, '')}`;
}
