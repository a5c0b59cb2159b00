/** Links of documents and websites of contacts must be whole addresses. */

import type { Rule } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { subject } from '../finding-text.ts';
import { atField } from '../places.ts';

const FIELDS = ['Url', 'Website', 'Contact.Website'];

export const webAddress: Rule = {
  name: 'web-address',
  kinds: [
    {
      code: 'map/url',
      title: 'Not a whole web address',
      what: (finding) => `${subject(finding)} is not a whole web address.`,
      remedy: () => 'Write the address with https:// at its head, or add it with a `template: "https://{Column}"`.',
    },
  ],
  check(document, { labels, report }) {
    for (const field of FIELDS) {
      const url = textOf(document.fields, field);
      if (url === undefined || (/^https?:\/\/[^/\s]+\.\S+$/i.test(url) && URL.canParse(url))) continue;
      report({ code: 'map/url', ...atField(labels, document, field) });
    }
  },
};
