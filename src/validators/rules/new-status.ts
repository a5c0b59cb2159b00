/** The status that a new record may begin with. */

import type { Rule } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { param, subject } from '../finding-text.ts';
import { atField } from '../places.ts';

export const newStatus: Rule = {
  name: 'new-status',
  kinds: [
    {
      code: 'map/new-status',
      title: 'A new record cannot have this status',
      what: (finding) => `${subject(finding)}: a new record begins as ${param(finding, 'statuses')}.`,
      remedy: () =>
        'Use one of these, or blank the cell; a record becomes PAID by payments and VOIDED by a `void` job.',
    },
  ],
  check(document, { entity, labels, mode, report }) {
    if (mode !== 'create' || entity.status === undefined) return;
    const { field, creatable } = entity.status;
    const status = textOf(document.fields, field);
    if (status === undefined || creatable.includes(status)) return;
    report({ code: 'map/new-status', ...atField(labels, document, field), params: { statuses: creatable.join(', ') } });
  },
};
