/** Amounts with more decimal places than Xero keeps, which it would round without a word. */

import { type Decimal, significantPlaces } from '../../model/decimal.ts';
import type { Value } from '../../model/document.ts';
import type { Field } from '../../model/entity.ts';
import type { Rule } from '../../model/rule.ts';
import { param, subject } from '../finding-text.ts';
import { atField, atLine } from '../places.ts';

export const decimalPlaces: Rule = {
  name: 'decimal-places',
  kinds: [
    {
      code: 'limit/decimals',
      title: 'Too many decimal places',
      what: (finding) =>
        `${subject(finding)} has ${param(finding, 'places')} decimal places; Xero keeps ${param(finding, 'most')}.`,
      remedy: (finding) => `Correct the amount, or round it with \`then: [{ round: ${param(finding, 'most')} }]\`.`,
    },
  ],
  check(document, context) {
    const { entity, labels, report } = context;
    document.fields.forEach((value, name) => {
      const params = excess(entity.fields, name, value);
      if (params !== undefined) report({ code: 'limit/decimals', ...atField(labels, document, name), params });
    });
    const fields = entity.lines?.fields ?? [];
    for (const line of document.lines) {
      line.values.forEach((value, name) => {
        const params = excess(fields, name, value);
        if (params !== undefined) report({ code: 'limit/decimals', ...atLine(labels, line, name), params });
      });
    }
  },
};

function excess(fields: readonly Field[], name: string, value: Value): Readonly<Record<string, string>> | undefined {
  if (typeof value !== 'object' || value.scale === 0) return undefined;
  for (const field of fields) {
    if (field.name !== name) continue;
    return field.decimals === undefined || value.scale <= field.decimals ? undefined : excessOf(value, field.decimals);
  }
  return undefined;
}

function excessOf(value: Decimal, most: number): Readonly<Record<string, string>> | undefined {
  const places = significantPlaces(value);
  return places <= most ? undefined : { places: places.toString(), most: most.toString() };
}
