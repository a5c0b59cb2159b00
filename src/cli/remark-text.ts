/** Remarks on a run as a whole, as they are printed before its closing lines. */

import type { Finding } from '../model/finding.ts';
import type { Parts } from '../pipeline/parts.ts';
import { renderBlock } from '../validators/render-finding.ts';

/** Empty without remarks. */
export function remarkText(findings: readonly Finding[], { catalogue }: Pick<Parts, 'catalogue'>): string {
  return findings.map((finding) => `${renderBlock(finding, catalogue, {})}\n`).join('');
}
