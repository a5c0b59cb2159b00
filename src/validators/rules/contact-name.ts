/** Names of contacts that Xero refuses, or would change: angle brackets, blanks at the ends or doubled. */

import type { Rule } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { param, subject } from '../finding-text.ts';
import { atField } from '../places.ts';

export const contactName: Rule = {
  name: 'contact-name',
  kinds: [
    {
      code: 'limit/contact-name',
      title: 'Contact name has characters that Xero refuses',
      what: (finding) => `${subject(finding)} has ${param(finding, 'problem')}.`,
      remedy: () =>
        'Correct the name; outer blanks go away with `then: trim`, others with `then: [{ replace: ["  ", " "] }]`.',
    },
  ],
  check(document, { entity, labels, report }) {
    const field = entity.name === 'Contacts' ? 'Name' : 'Contact.Name';
    const name = textOf(document.fields, field);
    const problem = name === undefined ? undefined : problemOf(name);
    if (problem !== undefined)
      report({ code: 'limit/contact-name', ...atField(labels, document, field), params: { problem } });
  },
};

function problemOf(name: string): string | undefined {
  if (/[<>]/.test(name)) return 'an angle bracket (< or >), which Xero refuses in names';
  if (name !== name.trim()) return 'a blank at its beginning or end';
  return name.includes('  ') ? 'two blanks in a row' : undefined;
}
