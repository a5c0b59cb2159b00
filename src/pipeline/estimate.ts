/** What sending will take, told before it begins. PURE. */

import type { Route } from '../model/entity.ts';
import type { PatientApi } from '../xero/patient-api.ts';
import { chunkSize, fewestRequests } from './chunk-size.ts';

export interface Estimate {
  readonly documents: number;
  /** At the most, if nothing goes wrong. */
  readonly calls: number;
  /** Where requests grow all the way; the same as `calls` where they cannot. */
  readonly fewest: number;
  /** 0: less than one. */
  readonly minutes: { readonly least: number; readonly most: number };
  /** Calls that the run has made already, looking things up; today's allowance is less by them. */
  readonly made: number;
  /** Calls that the organisation has left today, where that is known. */
  readonly dayLeft?: number;
}

export interface Sendable {
  readonly documents: number;
  /** Documents a request, where the job fixes them. */
  readonly batch: number | undefined;
  readonly route: Pick<Route, 'batch'> | undefined;
}

/** All look-ups are made before; those of what is in doubt are not foreseen. */
export function estimateOf(
  { documents, batch, route = { batch: 1 } }: Sendable,
  api: Pick<PatientApi, 'left' | 'counts'>,
): Estimate {
  const left = api.left();
  const calls = Math.ceil(documents / chunkSize(batch, route).now());
  const fewest = fewestRequests(documents, chunkSize(batch, route));
  const now = Math.min(left.minute ?? left.perMinute, left.perMinute);
  const minutesOf = (count: number) => Math.ceil(Math.max(0, count - now) / left.perMinute);
  return {
    documents,
    calls,
    fewest,
    minutes: { least: minutesOf(fewest), most: minutesOf(calls) },
    made: api.counts().sent,
    ...(left.day === undefined ? {} : { dayLeft: left.day }),
  };
}
