/** Invoice numbers hold printable ASCII characters alone. */

import type { Rule } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { param, subject } from '../finding-text.ts';
import { atField } from '../places.ts';

const UNPRINTABLE = /[^\x20-\x7e]/u;
const FIELD = 'InvoiceNumber';

export const printableNumber: Rule = {
  name: 'printable-number',
  kinds: [
    {
      code: 'limit/not-ascii',
      title: 'Number has a character that Xero refuses',
      what: (finding) =>
        `${subject(finding)} holds ${param(finding, 'character')}; an invoice number may hold plain letters, digits and signs alone.`,
      remedy: (finding) =>
        `Correct the number, or replace the character with \`then: [{ replace: [${param(finding, 'sign')}, "-"] }]\`.`,
    },
  ],
  check(document, { labels, report }) {
    const number = textOf(document.fields, FIELD);
    const found = number === undefined ? null : UNPRINTABLE.exec(number);
    if (found === null) return;
    const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const params = { character: `${found[0]} (U+${code})`, sign: JSON.stringify(found[0]) };
    report({ code: 'limit/not-ascii', ...atField(labels, document, FIELD), params });
  },
};
