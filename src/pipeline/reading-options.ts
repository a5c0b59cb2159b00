/** How collections are read for a table or a reconciliation: a lost connection is waited for, and the limits know of all pages. */

import type { Connection } from './parts.ts';

export function readingOptions({
  connection,
  signal,
}: {
  readonly connection: Pick<Connection, 'api' | 'clock'>;
  readonly signal?: AbortSignal;
}) {
  const { api, clock } = connection;
  return {
    expect: (calls: number) => api.expect(calls),
    patience: signal === undefined ? { clock } : { clock, signal },
  };
}
