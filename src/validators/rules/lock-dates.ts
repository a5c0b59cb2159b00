/** Nothing that counts in the books may be dated on or before a lock date; a draft may, but cannot be approved. */

import type { Rule } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { param, subject } from '../finding-text.ts';
import { isApproved } from '../missing-fields.ts';
import { atField } from '../places.ts';

export const lockDates: Rule = {
  name: 'lock-dates',
  kinds: [
    {
      code: 'date/locked',
      title: 'Date lies in a locked period',
      what: (finding) =>
        `${subject(finding)}: the ${param(finding, 'lock')} is ${param(finding, 'locked')}, and nothing on or before it can be posted.`,
      remedy: () => 'Correct the date, or have the lock date moved in Xero (Accounting, Advanced, Financial settings).',
    },
  ],
  check(document, { entity, facts, labels, report }) {
    const date = textOf(document.fields, 'Date');
    if (date === undefined || entity.unposted === true) return;
    const { periodLockDate = '', endOfYearLockDate = '' } = facts.organisation;
    const [locked, lock] =
      periodLockDate > endOfYearLockDate
        ? [periodLockDate, 'period lock date']
        : [endOfYearLockDate, 'end of year lock date'];
    if (date > locked) return;
    const isDraft = entity.status?.creatable.includes('DRAFT') === true && !isApproved(document, entity);
    const severity = isDraft ? 'WARNING' : 'ERROR';
    report({ code: 'date/locked', severity, ...atField(labels, document, 'Date'), params: { lock, locked } });
  },
};
