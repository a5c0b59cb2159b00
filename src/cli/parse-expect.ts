/** Reads `--expect documents=3,Total=120.00`; `none` drops the job's control totals. */

import { parseDecimal } from '../model/decimal.ts';
import type { Expect } from '../model/job.ts';
import { nearest } from '../model/nearest.ts';
import { Refusal } from '../model/refusal.ts';

const COUNTED = ['documents', 'rows', 'period'];
const PERIOD = /^(?:\d{4}-(?:0[1-9]|1[0-2])|this-month|last-month)$/;

/** @param fields the amounts that may be summed. Throws `usage/expect` or `usage/expect-field`. */
export function parseExpect(text: string, fields: readonly string[]): Expect | undefined {
  if (text === 'none') return undefined;
  const sum: Record<string, string> = Object.create(null);
  const counts: { documents?: number; rows?: number; period?: string } = {};
  for (const part of text.split(',')) {
    const [name = '', value = ''] = part.split('=', 2).map((piece) => piece.trim());
    if ((name === 'documents' || name === 'rows') && /^\d+$/.test(value)) counts[name] = Number(value);
    else if (name === 'period' && PERIOD.test(value)) counts.period = value;
    else if (fields.includes(name) && parseDecimal(value) !== undefined) sum[name] = value;
    else if (parseDecimal(value) !== undefined && /^\w+$/.test(name) && !COUNTED.includes(name))
      throw unknownAmount(text, name, fields);
    else
      throw new Refusal(
        'usage/expect',
        `--expect ${text}: \`${part}\` cannot be read. Write documents=3, rows=12, Total=120.00 or period=2026-10, separated by commas, or none.`,
      );
  }
  return { ...counts, ...(Object.keys(sum).length > 0 ? { sum: { ...sum } } : {}) };
}

function unknownAmount(text: string, name: string, fields: readonly string[]): Refusal {
  const near = nearest(name, [...fields, ...COUNTED]);
  const hint = `Did you mean ${near.join(' or ')}?`;
  const all = `There are ${[...COUNTED, ...fields].join(', ')}.`;
  return new Refusal(
    'usage/expect-field',
    `--expect ${text}: the job has no amount ${name}. ${near.length > 0 ? hint : all}`,
  );
}
