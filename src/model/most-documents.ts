/** The most documents that a job may ask to be sent with one request. PURE. */

import type { Route } from './entity.ts';

/** Xero states no bound but for items, which end at 500; whatever their number, a body stays below 3.5 MB. */
const MOST = 500;

/** 1 where Xero takes one at a time. */
export function mostDocuments(route: Pick<Route, 'batch'> | undefined): number {
  return (route?.batch ?? 1) === 1 ? 1 : MOST;
}
