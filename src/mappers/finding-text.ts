/** Phrases that the messages of findings share. */

import type { Finding } from '../model/finding.ts';

const MOST_CHOICES = 30;

/** `Amount = 12,50`, and what `then` made of it. */
export function cellOf(finding: Finding): string {
  const became = param(finding, 'became');
  const cell = `${finding.column ?? 'Value'} = ${finding.value ?? ''}`;
  return became === '' ? cell : `${cell} (after \`then\`: ${became})`;
}

/** "" where the raiser gave none. */
export function param(finding: Finding, name: string): string {
  return finding.params?.[name] ?? '';
}

export function plural(count: string, noun: string): string {
  return `${count} ${noun}${count === '1' ? '' : 's'}`;
}

/** Of a long list, such as the currencies, the beginning. */
export function someOf(choices: readonly string[]): string {
  if (choices.length <= MOST_CHOICES) return choices.join(', ');
  return `the ${choices.length} values ${choices.slice(0, 3).join(', ')}, ...`;
}
