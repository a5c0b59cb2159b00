/** What the findings mean that arise when the documents of a batch payment are looked up. */

import type { FindingKind } from '../model/finding.ts';
import { param, subject } from './finding-text.ts';

export const batchKinds: readonly FindingKind[] = [
  {
    code: 'resolve/batch-sides',
    title: 'Sales invoices and bills in one batch',
    what: (finding) =>
      `${subject(finding)} is ${side(param(finding, 'type'))}, but row ${param(finding, 'row')} of the same batch is ${side(param(finding, 'first'))}.`,
    remedy: () =>
      'Let `group` keep them apart, for instance by a column that tells money in from money out, or pay them in two jobs.',
  },
  {
    code: 'resolve/batch-currency',
    title: 'Foreign document in a batch',
    what: (finding) =>
      `${subject(finding)} is in ${param(finding, 'currency')}, and a batch pays documents in ${param(finding, 'base')} alone.`,
    remedy: () => 'Pay it by `import: Payments`, and leave the row out here with `drop`.',
  },
];

function side(type: string): string {
  return type === 'ACCPAY' ? 'a bill' : 'a sales invoice';
}
