/** Lists within settings: no more tracking categories than Xero takes, each option and each member of a group once. */

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
      code: 'duplicate/in-list',
      title: 'The same option, or the same contact, twice',
      what: (finding) => `${subject(finding)}: another row of this ${param(finding, 'what')}.`,
      remedy: () => 'Leave one of the two rows out, or correct the name.',
    },
  ],
  check(document, context) {
    if (context.entity.name === 'TrackingCategories') checkRoom(document, context);
    const list = LISTS[context.entity.name];
    if (list === undefined) return;
    const seen = new Set<string>();
    for (const line of document.lines) {
      const key = foldKey(textOf(line.values, list.field) ?? '');
      if (key !== '' && seen.has(key)) {
        const place = atLine(context.labels, line, list.shown);
        context.report({ code: 'duplicate/in-list', ...place, params: { what: list.what } });
      }
      seen.add(key);
    }
  },
};

/** By what lines are told apart, under which field a job gives it, and how a message ends. */
const LISTS: Readonly<Record<string, { readonly field: string; readonly shown: string; readonly what: string }>> = {
  TrackingCategories: { field: 'Name', shown: 'Name', what: 'tracking category names the same option' },
  ContactGroups: { field: 'ContactID', shown: 'Contact', what: 'group names the same contact' },
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
