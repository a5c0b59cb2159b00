/** Pieces of messages: how a finding names its column, value and parameters. */

import type { Finding } from '../model/finding.ts';

/** `Amount = 1200.10`, or as much of it as the finding knows. */
export function subject(finding: Finding): string {
  const { column, value } = finding;
  if (column === undefined) return value === undefined || value === '' ? 'The document' : value;
  return value === undefined ? column : value === '' ? `${column} (blank)` : `${column} = ${value}`;
}

/** A parameter's text; a question mark where the raiser left it out. */
export function param(finding: Finding, name: string): string {
  return finding.params?.[name] ?? '?';
}

/** ` Did you mean Sales or Other Revenue?`, or nothing where there are no candidates. */
export function suggestion(finding: Finding): string {
  const candidates = finding.params?.candidates;
  return candidates === undefined || candidates === '' ? '' : ` The nearest: ${candidates}.`;
}
