/** What the findings mean that arise over notes. */

import type { FindingKind } from '../model/finding.ts';

export const noteKinds: readonly FindingKind[] = [
  {
    code: 'duplicate/already-noted',
    title: 'Noted already',
    what: () => 'The same note is in the history of the record already.',
    remedy: () => 'Nothing needs doing; `--again` adds it once more.',
  },
];
