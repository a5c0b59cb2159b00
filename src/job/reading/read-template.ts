/** Reads a template: text with column headers in braces. */

import type { ValueSource } from '../../model/job.ts';
import type { Problems } from '../problems.ts';
import type { JobNode, TextNode } from '../yaml/job-node.ts';
import { readWord } from './read-node.ts';

/** A doubled brace, a column in braces, or a stray brace. */
const TOKEN = /\{\{|\}\}|\{([^{}]*)\}|[{}]/g;

/** `{Order} / {Rep}`; `{{` and `}}` stand for the braces themselves. */
export function readTemplate(node: JobNode, problems: Problems): ValueSource | undefined {
  const text = readWord(node, '`template`', problems);
  if (text === undefined) return undefined;
  const parts = splitTemplate(text.text);
  if (typeof parts === 'string') return refuse(text, parts, problems);
  if (parts.some((part) => typeof part !== 'string')) return { kind: 'template', parts };
  return refuse(text, 'it names no column. Write a header in braces, or use `value` for a constant.', problems);
}

function refuse(text: TextNode, why: string, problems: Problems): undefined {
  problems.add(text.at, 'template', `The template \`${text.text}\` cannot be filled: ${why}`, text.text);
  return undefined;
}

/** The parts in order, or what is wrong. */
function splitTemplate(template: string): readonly (string | { readonly column: string })[] | string {
  const parts: (string | { readonly column: string })[] = [];
  let literal = '';
  let from = 0;
  for (const token of template.matchAll(TOKEN)) {
    literal += template.slice(from, token.index);
    from = token.index + token[0].length;
    if (token[0] === '{{' || token[0] === '}}') {
      literal += token[0].charAt(0);
      continue;
    }
    const column = token[1]?.trim();
    if (column === undefined)
      return `a brace \`${token[0]}\` has no partner. Double it where the brace itself is meant.`;
    if (column === '') return 'braces without a header between them name no column.';
    if (literal !== '') parts.push(literal);
    literal = '';
    parts.push({ column });
  }
  literal += template.slice(from);
  if (literal !== '') parts.push(literal);
  return parts;
}
