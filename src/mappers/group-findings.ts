/** What the findings about rows that make one document mean. */

import type { FindingKind } from '../model/finding.ts';
import { cellOf, param } from './finding-text.ts';

export const groupFindings: readonly FindingKind[] = [
  {
    code: 'group/no-key',
    title: 'It cannot be told which document the row belongs to',
    what: (finding) =>
      `${finding.column ?? 'A cell'} is blank, so it cannot be told which document the row belongs to.`,
    remedy: (finding) =>
      `Fill it in. If a blank cell repeats the one above, write \`fill-down: ["${finding.column ?? ''}"]\` under \`source\`; if every row is a document, write \`group: row\`.`,
  },
  {
    code: 'group/rows-disagree',
    title: 'Rows of one document differ in what a document has once',
    what: (finding) =>
      `${cellOf(finding)}, but ${param(finding, 'firstRow')} of the same document has ${param(finding, 'first')}.`,
    remedy: (finding) =>
      `A document has one ${param(finding, 'field')}: make the rows agree, or give them different numbers.`,
  },
  {
    code: 'group/contacts-differ',
    title: 'Documents of different contacts share a number',
    what: (finding) =>
      `${cellOf(finding)}, but ${param(finding, 'firstRow')} with the same number is for ${param(finding, 'first')}.`,
    remedy: () => 'Give each document a number of its own, or correct the contact.',
  },
];
