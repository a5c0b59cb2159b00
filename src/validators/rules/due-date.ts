/** A due date before the document's own date is most likely a slip. */

import type { Rule } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { param, subject } from '../finding-text.ts';
import { atField } from '../places.ts';

export const dueDate: Rule = {
  name: 'due-date',
  kinds: [
    {
      code: 'date/due-before-date',
      title: 'Due before it was issued',
      what: (finding) => `${subject(finding)} is before the document's date, ${param(finding, 'date')}.`,
      remedy: () => 'Check both dates, and that day and month are read in the right order (`dates` in the job).',
    },
  ],
  check(document, { labels, report }) {
    const date = textOf(document.fields, 'Date');
    const due = textOf(document.fields, 'DueDate');
    if (date === undefined || due === undefined || due >= date) return;
    report({
      code: 'date/due-before-date',
      severity: 'WARNING',
      ...atField(labels, document, 'DueDate'),
      params: { date },
    });
  },
};
