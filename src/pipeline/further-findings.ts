/** Checks what could be read of a document that could not be assembled, so that a row shows all its faults at once. */

import type { Document } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import type { Checker } from '../validators/check-document.ts';

/** Areas whose findings speak of a value that is there; others may stem from the values left out. */
const OF_VALUES = /^(?:resolve|account-code|tax-type|limit)\//;
const OF_ABSENCE: ReadonlySet<string> = new Set([
  'resolve/currency-rate',
  'tax-type/account-default',
  'tax-type/no-tax',
]);

export function furtherFindings(partial: Document, check: Checker): readonly Finding[] {
  return check(partial).findings.filter(({ code }) => OF_VALUES.test(code) && !OF_ABSENCE.has(code));
}
