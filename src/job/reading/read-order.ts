/** Reads `order`: the fields that rows are put in order by, a `-` in front for the largest or latest first. */

import type { OrderKey } from '../../model/job.ts';
import type { Problems } from '../problems.ts';
import type { JobNode } from '../yaml/job-node.ts';
import { readTexts } from './read-node.ts';
import { type Readable, refuseUnreadable } from './readable.ts';

/** `Date`, `-Date`, `Date desc` or `Date asc`. */
export function readOrder(node: JobNode, readable: Readable, problems: Problems): readonly OrderKey[] {
  const keys: OrderKey[] = [];
  for (const { text, at } of readTexts(node, '`order`', problems)) {
    const [, minus, field = '', direction = ''] = /^(-?)\s*(.*?)(?:\s+(asc|desc))?$/i.exec(text.trim()) ?? [];
    const refused = refuseUnreadable(readable, field);
    if (refused !== undefined) {
      problems.add(at, refused.code, refused.message, field);
    } else if (keys.some((key) => key.field === field)) {
      problems.add(at, 'order', `\`order\` names \`${field}\` twice. Keep one.`, field);
    } else keys.push({ field, descending: minus === '-' || direction.toLowerCase() === 'desc', at });
  }
  return keys;
}
