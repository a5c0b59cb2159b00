/** Says of resources whose end Xero has announced that it has. */

import type { EntityShape } from '../model/entity.ts';
import type { Finding } from '../model/finding.ts';

/** A WARNING for the run as a whole, of each such entity one. */
export function endOfLife(entities: readonly EntityShape[]): readonly Finding[] {
  return entities.flatMap(({ name, endOfLife: month }) => {
    if (month === undefined) return [];
    const params = { entity: name, month: inWords(month) };
    return [{ code: 'xero/end-of-life', severity: 'WARNING', ordinal: -1, row: 0, params } as const];
  });
}

/** `February 2027` */
function inWords(month: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}
