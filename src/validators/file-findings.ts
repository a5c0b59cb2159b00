/** What the findings mean that arise over files: those that are attached, and those that come out of Xero. */

import type { Finding, FindingKind } from '../model/finding.ts';
import { param } from './finding-text.ts';

const named = (finding: Finding) => param(finding, 'name');

const foundKinds: readonly FindingKind[] = [
  {
    code: 'read/file-missing',
    title: 'The file is not there',
    what: (finding) => `There is no file ${named(finding)} in ${param(finding, 'folder')}.`,
    remedy: () =>
      'Check the path, and that the file has not been moved; `folder` under `source` names the folder that paths start from.',
  },
  {
    code: 'read/file-outside',
    title: 'The path leads out of the folder',
    what: (finding) => `${named(finding)} leads out of the folder ${param(finding, 'folder')}.`,
    remedy: () =>
      'Write paths within that folder, without `..`, drives and links to elsewhere; `folder` under `source` names another one.',
  },
  {
    code: 'read/file-unreadable',
    title: 'That is no file that can be read',
    what: (finding) => `${named(finding)} is a folder, or no file that can be read.`,
    remedy: () => 'Name a file; for all files of a folder write a pattern such as `receipts/*`.',
  },
  {
    code: 'limit/files',
    title: 'More files than a record may have',
    what: (finding) =>
      `With ${named(finding)} the record would have more than ${param(finding, 'most')} attached files; ${param(finding, 'there')} are there or come from other rows.`,
    remedy: () => 'Leave some out, or remove files in Xero.',
  },
  {
    code: 'map/one-file-name',
    title: 'One name for several files',
    what: (finding) =>
      `${named(finding)} fits ${param(finding, 'count')} files, which cannot all be called ${param(finding, 'called')}.`,
    remedy: () => 'Leave FileName blank, or name one file.',
  },
];

const attachedKinds: readonly FindingKind[] = [
  {
    code: 'map/file-name',
    title: 'A sign that Xero takes in no name of a file',
    what: (finding) => `The name ${named(finding)} holds ${param(finding, 'sign')}, which Xero does not take.`,
    remedy: () => 'Give the file another name in the column for FileName, without < > : " / \\ | ? * and +.',
  },
  {
    code: 'limit/file-name',
    title: 'The name of the file is too long',
    what: (finding) =>
      `The name ${named(finding)} has ${param(finding, 'length')} characters; ${param(finding, 'most')} are allowed.`,
    remedy: () => 'Give the file a shorter name in the column for FileName.',
  },
  {
    code: 'read/file-empty',
    title: 'The file is empty',
    what: (finding) => `The file ${named(finding)} is empty.`,
    remedy: () => 'Save it again where it comes from.',
  },
  {
    code: 'limit/file-size',
    title: 'The file is too large',
    what: (finding) =>
      `The file ${named(finding)} has ${param(finding, 'size')}; Xero takes ${param(finding, 'most')}.`,
    remedy: () => 'Make it smaller, by a lower resolution for instance, or divide it.',
  },
  {
    code: 'map/file-type',
    title: 'It is not known what kind of file this is',
    what: (finding) =>
      param(finding, 'type') === ''
        ? `The ending of ${named(finding)} is none that Xero is known to take.`
        : `${param(finding, 'type')} is no MIME type, for ${named(finding)}.`,
    remedy: () =>
      'Save it as a PDF or a picture, or name its MIME type, such as application/pdf, in a column for ContentType.',
  },
  {
    code: 'map/not-online',
    title: 'Only sales invoices are shown online',
    what: (finding) =>
      `${named(finding)} cannot be shown with an online invoice: the record is no sales invoice or sales credit note.`,
    remedy: () => 'Leave IncludeOnline blank in this row.',
  },
  {
    code: 'duplicate/other-content',
    title: 'Another file of this name is attached',
    what: (finding) => `A file ${named(finding)} with another content is attached to the record already.`,
    remedy: () =>
      'Give this one another name in the column for FileName, or say yes in a column for Overwrite: then it takes the place of that one.',
  },
  {
    code: 'duplicate/file-name',
    title: 'Two files of the same name for one record',
    what: (finding) => `Another row attaches a different file ${named(finding)} to the same record.`,
    remedy: () => 'Give one of them another name in the column for FileName.',
  },
  {
    code: 'read/file-changed',
    title: 'The file changed after it was checked',
    what: (finding) => `${named(finding)} is gone, or is not what it was when it was checked; it was not sent.`,
    remedy: () => 'Run the job again once nobody works on it.',
  },
  {
    code: 'duplicate/already-attached',
    title: 'Attached already',
    what: (finding) => `${named(finding)} is attached to the record already, with the same content.`,
    remedy: () => 'Nothing needs doing.',
  },
];

const fetchedKinds: readonly FindingKind[] = [
  {
    code: 'xero/saved-files',
    title: 'Files that were saved',
    what: (finding) => `Saved: ${param(finding, 'files')}.`,
    remedy: () => '',
  },
  {
    code: 'xero/table-rows',
    title: 'Rows that were written into a table',
    what: (finding) =>
      `${param(finding, 'count')} ${param(finding, 'count') === '1' ? 'row' : 'rows'} in ${named(finding)}.`,
    remedy: () => '',
  },
  {
    code: 'resolve/no-files',
    title: 'No file is attached',
    what: () => 'No file is attached to the record.',
    remedy: () => 'Nothing needs doing, unless one was expected.',
  },
  {
    code: 'resolve/no-file',
    title: 'No file of this name is attached',
    what: (finding) => `No file ${named(finding)} is attached to the record; attached are: ${param(finding, 'there')}.`,
    remedy: () => 'Correct the name, or leave it blank: then all of them are fetched.',
  },
  {
    code: 'duplicate/file-place',
    title: 'Two files would have the same name',
    what: (finding) => `${named(finding)} is the name of another row's file, too.`,
    remedy: () => 'Write `name` under `output` so that names differ, for instance by {ID} or {Contact}.',
  },
  {
    code: 'duplicate/file-there',
    title: 'Another file stands there',
    what: (finding) => `${named(finding)} is there already and is ${param(finding, 'why')}; it was left as it is.`,
    remedy: () => 'Move it away, or write `mode: replace` under `output`: then it is written anew.',
  },
  {
    code: 'xero/incomplete-file',
    title: 'The file did not come whole',
    what: (finding) => `${named(finding)}: ${param(finding, 'message')}.`,
    remedy: () => 'Run the job again: what is there is not fetched twice.',
  },
  {
    code: 'duplicate/already-saved',
    title: 'Saved already',
    what: (finding) => `There already: ${param(finding, 'files')}.`,
    remedy: () => 'Nothing needs doing; `--again` fetches it once more.',
  },
];

export const fileKinds: readonly FindingKind[] = [...foundKinds, ...attachedKinds, ...fetchedKinds];
