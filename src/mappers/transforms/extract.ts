/** `extract`: the part of a text that fits a regular expression. */

import { RE2JS } from 're2js';
import { cellText } from '../../model/source-row.ts';
import type { ApplyTransform, Transform } from '../../model/transform.ts';
import { failure } from '../failure.ts';
import { withText } from '../typed-text.ts';

/** RE2 takes time in proportion to the text, whatever the expression. */
export const extract: Transform = {
  name: 'extract',
  args: [{ name: 'regex', kind: 'regex' }],
  note: 'Takes the part that fits a regular expression, or its first group; a text with several different parts that fit is refused.',
  compile: ([regex = '']) => {
    try {
      return apply(RE2JS.compile(regex), regex);
    } catch (error) {
      return `\`${regex}\` is no regular expression: ${error instanceof Error ? error.message : String(error)}`;
    }
  },
};

function apply(expression: RE2JS, regex: string): ApplyTransform {
  const group = expression.groupCount() > 0 ? 1 : 0;
  return (cell) => {
    const matcher = expression.matcher(cellText(cell));
    const found = new Set<string>();
    while (matcher.find()) found.add(matcher.group(group) ?? '');
    found.delete('');
    const [first, second] = found;
    if (first === undefined) return { failure: failure('map/extract-none', { regex }) };
    if (second !== undefined) return { failure: failure('map/extract-several', { regex, first, second }) };
    return withText(cell, first);
  };
}
