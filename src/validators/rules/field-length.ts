/** Texts that are longer than Xero keeps. */

import type { Value } from '../../model/document.ts';
import type { Field } from '../../model/entity.ts';
import type { Rule } from '../../model/rule.ts';
import { param } from '../finding-text.ts';
import { atField, atLine, type Place } from '../places.ts';

/** What a message shows of a long text. */
const SHOWN = 60;

export const fieldLength: Rule = {
  name: 'field-length',
  kinds: [
    {
      code: 'limit/too-long',
      title: 'Text is too long',
      what: (finding) =>
        `${finding.column ?? 'The text'} has ${param(finding, 'length')} characters, ${param(finding, 'most')} are allowed: ${finding.value ?? ''}`,
      remedy: (finding) => `Shorten the text, or cut it with \`then: [{ truncate: ${param(finding, 'most')} }]\`.`,
    },
  ],
  check(document, context) {
    const { entity, labels, report } = context;
    document.fields.forEach((value, name) => {
      const most = limitOf(entity.fields, name, value);
      if (most !== undefined) report(tooLong(atField(labels, document, name), value, most));
    });
    const fields = entity.lines?.fields ?? [];
    for (const line of document.lines) {
      line.values.forEach((value, name) => {
        const most = limitOf(fields, name, value);
        if (most !== undefined) report(tooLong(atLine(labels, line, name), value, most));
      });
    }
  },
};

/** The limit, where the value exceeds it. */
function limitOf(fields: readonly Field[], name: string, value: Value): number | undefined {
  if (typeof value !== 'string' || value.length <= 10) return undefined;
  for (const field of fields) {
    if (field.name === name)
      return field.maxLength !== undefined && value.length > field.maxLength ? field.maxLength : undefined;
  }
  return undefined;
}

function tooLong(place: Place, value: Value, most: number) {
  const text = String(value);
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  const params = { length: text.length.toString(), most: most.toString() };
  return { code: 'limit/too-long', ...place, value: shown, params };
}
