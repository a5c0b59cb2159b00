/** E-mail addresses as Xero takes them: one address, no umlauts. */

import type { Rule } from '../../model/rule.ts';
import { subject } from '../finding-text.ts';
import { atField } from '../places.ts';

const ADDRESS = /^[\x21-\x7e]+@[\w-]+(?:\.[\w-]+)+$/;
const FORBIDDEN = /[\s<>()[\]",;:@\\]/;

export const emailAddress: Rule = {
  name: 'email-address',
  kinds: [
    {
      code: 'map/email',
      title: 'Not an e-mail address',
      what: (finding) => `${subject(finding)} is not one e-mail address that Xero takes.`,
      remedy: () =>
        'Correct the address: one alone, as in name@example.com, without umlauts, blanks or a display name.',
    },
  ],
  check(document, { labels, report }) {
    for (const [field, value] of document.fields) {
      if (!field.endsWith('EmailAddress') || typeof value !== 'string' || isAddress(value)) continue;
      report({ code: 'map/email', ...atField(labels, document, field) });
    }
  },
};

function isAddress(text: string): boolean {
  return ADDRESS.test(text) && !FORBIDDEN.test(text.slice(0, text.lastIndexOf('@'))) && !text.includes('..');
}
