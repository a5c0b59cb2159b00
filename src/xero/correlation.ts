/** Xero's name for a call, by which its support finds it: told with whatever Xero answers instead of doing it. */

import type { ApiReply } from './api.ts';

/** The sentence or line with the call's name, before its full stop where it has one. */
export function withCorrelation(text: string, { correlationId }: Pick<ApiReply, 'correlationId'>): string {
  if (correlationId === undefined) return text;
  const stop = text.endsWith('.') ? '.' : '';
  return `${text.slice(0, text.length - stop.length)} (correlation ID ${correlationId})${stop}`;
}
