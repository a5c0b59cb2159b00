/** The Refusal that ends a run when the day's calls are used up, with the time from which it may go on. */

import { Refusal } from '../model/refusal.ts';
import type { ApiReply } from './api.ts';
import { withCorrelation } from './correlation.ts';

/**
 * @param share of the day that the run may use, 0 to 1
 * @param refused Xero's reply that said so, where one did
 */
export function dayOver(
  { until, exact }: { readonly until: number; readonly exact: boolean },
  now: number,
  share: number,
  refused: Pick<ApiReply, 'correlationId'> = {},
): Refusal {
  const minutes = Math.ceil((until - now) / 60_000);
  const time = `${new Date(Math.ceil(until / 60_000) * 60_000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const what =
    share < 1 && !exact
      ? 'This run has used its share of the calls that Xero takes for this organisation today: new ones come back'
      : 'Xero takes no more calls for this organisation today: its daily limit is used up until';
  const when = exact ? `about ${time}` : `${time} at the latest`;
  const by = share < 1 && !exact ? 'by ' : '';
  return new Refusal(
    'xero/day-limit',
    `${withCorrelation(`${what} ${by}${when} (in ${Math.floor(minutes / 60)} h ${minutes % 60} min).`, refused)}\nWhat was sent is recorded; resume the run after that time.`,
    5,
    until,
  );
}
