/** An item on a sale must be one that is sold, on a purchase one that is bought. */

import { documentSide } from '../../model/line-defaults.ts';
import type { Rule } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { param, subject } from '../finding-text.ts';
import { atLine } from '../places.ts';

export const itemSide: Rule = {
  name: 'item-side',
  kinds: [
    {
      code: 'resolve/item-side',
      title: 'Item is not sold, or not bought',
      what: (finding) =>
        `${subject(finding)}: the item ${param(finding, 'item')} is not ${param(finding, 'verb')}, says Xero.`,
      remedy: (finding) => `Use another item, or tick that it is ${param(finding, 'verb')} in Xero.`,
    },
  ],
  check(document, { entity, facts, labels, report }) {
    const side = documentSide(entity.name, document.fields);
    if (side === undefined) return;
    for (const line of document.lines) {
      const code = textOf(line.values, 'ItemCode');
      const item = code === undefined ? undefined : facts.item(code);
      if (item === undefined || (side === 'sale' ? item.sold : item.purchased)) continue;
      const params = { item: item.name, verb: side === 'sale' ? 'sold' : 'bought' };
      report({ code: 'resolve/item-side', ...atLine(labels, line, 'ItemCode'), params });
    }
  },
};
