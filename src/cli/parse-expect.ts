/** Reads `--expect documents=3,Total=120.00`; `none` drops the job's control totals. */

import { parseDecimal } from '../model/decimal.ts';
import type { Expect } from '../model/job.ts';
import { Refusal } from '../model/refusal.ts';

const PERIOD = /^(?:\d{4}-(?:0[1-9]|1[0-2])|this-month|last-month)$/;

export function parseExpect(text: string): Expect | undefined {
  if (text === 'none') return undefined;
  const sum: Record<string, string> = Object.create(null);
  const counts: { documents?: number; rows?: number; period?: string } = {};
  for (const part of text.split(',')) {
    const [name = '', value = ''] = part.split('=', 2).map((piece) => piece.trim());
    if ((name === 'documents' || name === 'rows') && /^\d+$/.test(value)) counts[name] = Number(value);
    else if (name === 'period' && PERIOD.test(value)) counts.period = value;
    else if (/^[A-Z]\w*$/.test(name) && parseDecimal(value) !== undefined) sum[name] = value;
    else
      throw new Refusal(
        'usage/expect',
        `--expect ${text}: \`${part}\` cannot be read. Write documents=3, rows=12, Total=120.00 or period=2026-10, separated by commas, or none.`,
      );
  }
  return { ...counts, ...(Object.keys(sum).length > 0 ? { sum: { ...sum } } : {}) };
}
