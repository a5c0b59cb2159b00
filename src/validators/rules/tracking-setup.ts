/** Tracking categories: no more than Xero takes, and each option once. */

import type { Document } from '../../model/document.ts';
import { foldKey } from '../../model/index-facts.ts';
import type { CheckContext, Rule } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { param, subject } from '../finding-text.ts';
import { atField, atLine } from '../places.ts';

const MOST_ACTIVE = 2;
const MOST = 4;

export const trackingSetup: Rule = {
  name: 'tracking-setup',
  kinds: [
    {
      code: 'limit/tracking-categories',
      title: 'No room for another tracking category',
      what: (finding) =>
        `${subject(finding)}: an organisation has ${param(finding, 'most')} tracking categories at most, and has them already: ${param(finding, 'names')}.`,
      remedy: () =>
        'Archive one with a job that begins with `archive: TrackingCategories`, or delete one that was never used.',
    },
    {
      code: 'duplicate/option',
      title: 'The same option twice',
      what: (finding) => `${subject(finding)}: another row of this tracking category names the same option.`,
      remedy: () => 'Leave one of the two rows out, or correct the name.',
    },
  ],
  check(document, context) {
    if (context.entity.name !== 'TrackingCategories') return;
    checkRoom(document, context);
    const seen = new Set<string>();
    for (const line of document.lines) {
      const name = foldKey(textOf(line.values, 'Name') ?? '');
      if (name !== '' && seen.has(name)) {
        context.report({ code: 'duplicate/option', ...atLine(context.labels, line, 'Name') });
      }
      seen.add(name);
    }
  },
};

function checkRoom(document: Document, { facts, labels, mode, report }: CheckContext): void {
  const name = foldKey(textOf(document.fields, 'Name') ?? '');
  const others = facts.tracking.filter((category) => category.status !== 'DELETED');
  if (mode === 'update' || others.some((category) => foldKey(category.name) === name)) return;
  const active = others.filter(({ status }) => status === 'ACTIVE');
  const [most, full] = active.length >= MOST_ACTIVE ? [`${MOST_ACTIVE} active`, active] : [`${MOST}`, others];
  if (active.length < MOST_ACTIVE && others.length < MOST) return;
  const params = { most, names: full.map((category) => category.name).join(', ') };
  report({ code: 'limit/tracking-categories', ...atField(labels, document, 'Name'), params });
}
