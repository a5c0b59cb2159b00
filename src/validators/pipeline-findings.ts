/** What the findings mean that arise while a run is read, controlled, sent and settled. */

import type { FindingKind } from '../model/finding.ts';
import { param, subject } from './finding-text.ts';

const CONTROL =
  'Check that the file is the right one and complete; `--expect` replaces the control totals for one run, `--expect none` drops them.';

export const pipelineKinds: readonly FindingKind[] = [
  {
    code: 'group/other-row',
    title: 'Another row of the document is at fault',
    what: (finding) => `The document is held back because of row ${param(finding, 'row')}.`,
    remedy: (finding) => `Correct row ${param(finding, 'row')}; this one needs no change.`,
  },
  {
    code: 'xero/rejected',
    title: 'Xero refused the document',
    what: (finding) => `Xero refused it: ${param(finding, 'message')}`,
    remedy: () => 'Correct the rows and run the failed file with `--retry`.',
  },
  {
    code: 'xero/warning',
    title: 'Xero saved the document with a remark',
    what: (finding) => `Xero saved it and remarks: ${param(finding, 'message')}`,
    remedy: () => 'Look at the record in Xero: a remark may mean that something was left out.',
  },
  {
    code: 'xero/unknown-outcome',
    title: 'Unknown whether Xero saved the document',
    what: () => 'Xero gave no clear reply, and it could not be learnt whether the document was saved.',
    remedy: () =>
      'Look in Xero before sending it again; it is not in the failed file, so that it is not entered twice.',
  },
  {
    code: 'duplicate/in-file',
    title: 'The same document stands twice in the input',
    what: (finding) => `${subject(finding)} stands in row ${param(finding, 'row')} as well.`,
    remedy: () => 'Remove one of the two, or correct its number.',
  },
  {
    code: 'duplicate/deleted-since',
    title: 'Delivered before and deleted in Xero since',
    what: (finding) => `The run ${param(finding, 'run')} delivered it; it has been voided or deleted in Xero since.`,
    remedy: () => 'Run with `--again` to send it anew.',
  },
  {
    code: 'duplicate/already-delivered',
    title: 'Delivered before',
    what: (finding) => `The run ${param(finding, 'run')} delivered the same document already.`,
    remedy: () => 'Nothing to do; `--again` sends it once more.',
  },
  {
    code: 'read/left-out',
    title: 'Row left out by the job',
    what: (finding) => `The job's \`${param(finding, 'rule')}\` leaves this row out.`,
    remedy: (finding) => `Change \`${param(finding, 'rule')}\` in the job if the row should be imported.`,
  },
  {
    code: 'read/guessed-encoding',
    title: 'Encoding was guessed',
    what: (finding) => `The file ${param(finding, 'file')} is no UTF-8, so it was read as Windows-1252.`,
    remedy: () =>
      'Check names with accents; `encoding: windows-1252` under `source` confirms it, or save the file as UTF-8.',
  },
  {
    code: 'totals/expect-documents',
    title: 'Number of documents is not as expected',
    what: (finding) =>
      `The job expects ${param(finding, 'expected')} documents, the input has ${param(finding, 'found')}.`,
    remedy: () => CONTROL,
  },
  {
    code: 'totals/expect-rows',
    title: 'Number of rows is not as expected',
    what: (finding) => `The job expects ${param(finding, 'expected')} rows, the input has ${param(finding, 'found')}.`,
    remedy: () => CONTROL,
  },
  {
    code: 'totals/expect-sum',
    title: 'Sum is not as expected',
    what: (finding) =>
      `The job expects ${param(finding, 'field')} to add up to ${param(finding, 'expected')}; the input adds up to ${param(finding, 'found')} (difference ${param(finding, 'difference')}).`,
    remedy: () => CONTROL,
  },
  {
    code: 'totals/expect-period',
    title: 'Date lies outside the expected period',
    what: (finding) => `${subject(finding)} is not between ${param(finding, 'from')} and ${param(finding, 'to')}.`,
    remedy: () => 'Correct the date, or change `period` under `expect`.',
  },
];
