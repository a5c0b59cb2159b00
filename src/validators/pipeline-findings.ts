/** What the findings mean that arise while a run is read, controlled, sent and settled. */

import type { Finding, FindingKind } from '../model/finding.ts';
import { param, subject } from './finding-text.ts';

const CONTROL =
  'Check that the file is the right one and complete; `--expect` replaces the control totals for one run, `--expect none` drops them.';

type Words = readonly [what: string, remedy: string];

const AMONG_ERRORS: Words = [
  'The document is valid and was not sent, because others are not.',
  'Correct the other rows and run the failed file with `--retry`; `invalid: skip` under `send` lets good documents go.',
];

/** Other reasons to hold a valid document back, and what to do. */
const NOT_SENT: Readonly<Record<string, Words>> = {
  stopped: [
    'The document is valid, but the run stopped before it was sent.',
    'Go on with `rowpost resume` once the cause is removed: what was delivered is not sent twice.',
  ],
  refused: [
    'The document is valid and was not sent, because the run as a whole was refused.',
    'See the summary for the reason, and run the job again once it is removed.',
  ],
};

export const pipelineKinds: readonly FindingKind[] = [
  {
    code: 'group/other-row',
    title: 'Another row of the document carries the message',
    what: (finding) =>
      finding.severity === 'ERROR'
        ? `The document is refused because of row ${param(finding, 'row')}.`
        : `The remark at row ${param(finding, 'row')} goes for the whole document.`,
    remedy: (finding) => `See row ${param(finding, 'row')}; this one needs no change.`,
  },
  {
    code: 'group/several-files',
    title: 'Rows of one document stand in several files',
    what: (finding) => `The document has rows in several files: ${param(finding, 'rows')}.`,
    remedy: () =>
      'If they belong together, write `join-files: true` under `source`; if not, give the documents different numbers.',
  },
  {
    code: 'group/contact-details-differ',
    title: 'Documents say different things of one contact',
    what: (finding) =>
      `${subject(finding)}, but an earlier document gives ${param(finding, 'sent')} for ${param(finding, 'name')}, and that is sent.`,
    remedy: () => 'Check the contact in Xero, and let its documents agree.',
  },
  {
    code: 'xero/not-sent',
    title: 'Valid, but held back',
    what: (finding) => notSent(finding)[0],
    remedy: (finding) => notSent(finding)[1],
  },
  {
    code: 'xero/contact-not-created',
    title: 'The contact could not be created',
    what: (finding) => {
      const message = finding.params?.message ?? '';
      return `The contact ${param(finding, 'name')} was not saved, so its documents were not sent${message === '' ? '.' : `: ${message}`}`;
    },
    remedy: () => 'Correct what Xero says of the contact and run the failed file with `--retry`.',
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
    code: 'xero/incomplete',
    title: 'Saved without all of its lines',
    what: () => 'Xero saved the record, but the run stopped before all of its lines were sent.',
    remedy: () =>
      'If the run is unfinished, `rowpost resume` sends the rest. If not, look in Xero which lines are missing and enter them there.',
  },
  {
    code: 'xero/unknown-outcome',
    title: 'Unknown whether Xero saved the document',
    what: (finding) => {
      const why = finding.params?.message;
      return `It could not be learnt whether Xero saved the document${why === undefined || why === '' ? '' : ` (${why})`}.`;
    },
    remedy: () =>
      'If the run is unfinished, `rowpost resume` finds out. If not, look in Xero before sending it again; it is not in the failed file, so that it is not entered twice.',
  },
  {
    code: 'duplicate/in-file',
    title: 'The same document stands twice in the input',
    what: (finding) => `${subject(finding)} stands in ${param(finding, 'row')} as well.`,
    remedy: () => 'Remove one of the two, or correct its number.',
  },
  {
    code: 'duplicate/deleted-since',
    title: 'Delivered before and deleted in Xero since',
    what: (finding) => `The run ${param(finding, 'run')} delivered it; it has been voided or deleted in Xero since.`,
    remedy: () => 'Run with `--again` to send it anew.',
  },
  {
    code: 'duplicate/in-doubt',
    title: 'Perhaps delivered before',
    what: (finding) =>
      `The run ${param(finding, 'run')} sent the same document and could not learn whether Xero saved it.`,
    remedy: () => 'Look for it in Xero: leave the row out if it is there, run with `--again` if it is not.',
  },
  {
    code: 'duplicate/under-way',
    title: 'Another run is sending the same document',
    what: (finding) =>
      `The run ${param(finding, 'run')} has the same document on its way and has not learnt yet what became of it.`,
    remedy: (finding) =>
      `Let that run end, or go on with it by \`rowpost resume ${param(finding, 'run')}\`; then run this job again.`,
  },
  {
    code: 'duplicate/already-delivered',
    title: 'Delivered before',
    what: (finding) => `The run ${param(finding, 'run')} delivered the same document already.`,
    remedy: () => 'Nothing to do; `--again` sends it once more.',
  },
  {
    code: 'duplicate/another-since',
    title: 'Another record has come in place of the one it was done to',
    what: (finding) =>
      `The run ${param(finding, 'run')} did this to ${param(finding, 'earlier')}; now ${subject(finding)} is another record, ${param(finding, 'found')}.`,
    remedy: () => 'Leave the row out if that one is right; run with `--again` to do it to that one as well.',
  },
  {
    code: 'read/left-out',
    title: 'Row left out by the job',
    what: (finding) => `The job's \`${param(finding, 'by')}\` leaves this row out.`,
    remedy: (finding) => `Change \`${param(finding, 'by')}\` in the job if the row should be imported.`,
  },
  {
    code: 'read/guessed-encoding',
    title: 'Encoding was guessed',
    what: (finding) => `The file ${param(finding, 'file')} is no UTF-8, so it was read as Windows-1252.`,
    remedy: () =>
      'Check names with accents; `encoding: windows-1252` under `source` confirms it, or save the file as UTF-8.',
  },
  {
    code: 'xero/end-of-life',
    title: 'Xero has announced the end of this',
    what: (finding) => `Xero ends ${param(finding, 'entity')} in ${param(finding, 'month')}.`,
    remedy: () => 'Export what is needed while it lasts, and move to what takes its place.',
  },
  {
    code: 'read/no-rows',
    title: 'The input has no rows',
    what: () => 'The input has a header and no rows below it, so there is nothing to import.',
    remedy: () =>
      'Check that it is the right file and that its export went through; `expect` stops a run that is short of documents.',
  },
  {
    code: 'resolve/snapshot',
    title: 'Checked without a connection',
    what: (finding) =>
      `Checked against what was saved of the organisation on ${param(finding, 'taken').slice(0, 16).replace('T', ' ')} UTC, ${param(finding, 'age')} ago: what was changed in Xero since then is not seen.`,
    remedy: () => 'Save it anew with `rowpost snapshot`; a run checks against Xero itself before it sends anything.',
  },
  {
    code: 'resolve/not-checked',
    title: 'Not checked, for the snapshot does not tell',
    what: (finding) => `Not checked: ${param(finding, 'what')}.`,
    remedy: () => 'Save the lists with `rowpost snapshot`, or check with a connection.',
  },
  {
    code: 'read/unused-column',
    title: 'A column is used by no field',
    what: (finding) => `No field of the job uses the column ${finding.column ?? ''}.`,
    remedy: () => 'Map the column, remove it from the file, or write `unused: list` in the job.',
  },
  {
    code: 'limit/documents',
    title: 'Beyond the limit of this run',
    what: (finding) => `Only the first ${param(finding, 'limit')} documents were asked for by \`--limit\`.`,
    remedy: () => 'Run without `--limit` to import the rest; what was delivered is not sent twice.',
  },
  {
    code: 'limit/request-size',
    title: 'Document is too large for one request',
    what: () => 'The document with all its lines is larger than a request to Xero may be.',
    remedy: () => 'Divide it into several documents, or shorten its descriptions.',
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
      `The job expects ${param(finding, 'field')} to add up to ${param(finding, 'expected')}; the input adds up to ${param(finding, 'found')} (difference ${param(finding, 'difference')})${uncounted(finding)}.`,
    remedy: () => CONTROL,
  },
  {
    code: 'totals/balances',
    title: 'Open items do not come to the control account',
    what: (finding) =>
      `The job expects open items of ${param(finding, 'expected')} in ${param(finding, 'account')}; those of the sheets come to ${param(finding, 'found')} (difference ${param(finding, 'difference')})${unrated(finding)}.`,
    remedy: () =>
      'Compare the sheets with the old trial balance: a document is missing, is there twice, or is not approved.',
  },
  {
    code: 'totals/expect-period',
    title: 'Date lies outside the expected period',
    what: (finding) => `${subject(finding)} is not between ${param(finding, 'from')} and ${param(finding, 'to')}.`,
    remedy: () => 'Correct the date, or change `period` under `expect`.',
  },
];

function unrated({ params }: Finding): string {
  const unknown = params?.unknown ?? '0';
  return unknown === '0'
    ? ''
    : `, and ${unknown} in foreign currencies have no CurrencyRate, so that their amount is not known`;
}

function notSent({ params }: Finding): Words {
  return NOT_SENT[params?.because ?? ''] ?? AMONG_ERRORS;
}

/** Documents in error have no sure amounts, and are missing from the sum. */
function uncounted(finding: Finding): string {
  const unknown = param(finding, 'unknown');
  if (unknown === '0') return '';
  return `, not counting ${unknown === '1' ? 'a document' : `${unknown} documents`} in error`;
}
