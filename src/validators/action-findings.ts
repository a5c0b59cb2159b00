/** What the findings mean that arise when an action is to be done to a record. */

import type { FindingKind } from '../model/finding.ts';
import { param, subject } from './finding-text.ts';

export const actionKinds: readonly FindingKind[] = [
  {
    code: 'resolve/no-record',
    title: 'There is no such record',
    what: (finding) => `${subject(finding)} is not in Xero, so there is nothing to ${param(finding, 'action')}.`,
    remedy: () => 'Correct the number or ID, or leave the row out.',
  },
  {
    code: 'resolve/keys-differ',
    title: 'The row says two things of the record',
    what: (finding) =>
      `${subject(finding)} is ${param(finding, 'found')} in Xero, and the row names another ${param(finding, 'what')}.`,
    remedy: () => 'Correct the row, so that all of its keys mean one record, or map fewer of them.',
  },
  {
    code: 'resolve/not-allowed',
    title: 'The action does not fit the record',
    what: (finding) =>
      `${subject(finding)}: ${param(finding, 'action')} needs ${param(finding, 'field')} ${param(finding, 'allowed')}, but in Xero it is ${param(finding, 'value') || 'blank'}.`,
    remedy: (finding) => finding.params?.remedy || 'Leave the row out, or change the record in Xero first.',
  },
  {
    code: 'resolve/settled',
    title: 'Payments or credits stand against it',
    what: (finding) =>
      `${subject(finding)}: ${param(finding, 'action')} is possible only once nothing is paid or credited${standing(finding.params?.by)}.`,
    remedy: () =>
      'Take the payments back first with a job `reverse: Payments` (`reverse: BatchPayments` for those of a batch), and the credits with `delete: Allocations`. `rowpost run` takes several jobs, one after the other.',
  },
  {
    code: 'resolve/none-there',
    title: 'Nothing of the kind stands against the document',
    what: (finding) =>
      `${subject(finding)} has no ${param(finding, 'word')}${finding.params?.detail ?? ''} in Xero, so there is nothing to ${param(finding, 'action')}.`,
    remedy: () => 'Check the amount and the date, or leave the row out: it may have been taken back in Xero already.',
  },
  {
    code: 'resolve/several-there',
    title: 'Several of the kind stand against the document',
    what: (finding) =>
      `${subject(finding)} has ${param(finding, 'count')} ${param(finding, 'word')}s that fit: ${param(finding, 'candidates')}.`,
    remedy: () => 'Map Amount and Date beside it, or name the one that is meant by its ID.',
  },
  {
    code: 'resolve/takes-no-credit',
    title: 'The invoice takes no credit',
    what: (finding) =>
      `${subject(finding)} is ${param(finding, 'status')} in Xero; credits are set against AUTHORISED invoices and bills alone.`,
    remedy: () => 'Approve the invoice first, or leave the row out if it is paid already.',
  },
  {
    code: 'resolve/other-side',
    title: 'The credit is of the other side',
    what: (finding) =>
      `${subject(finding)} is ${param(finding, 'type')}, the credit is ${param(finding, 'credit')}: credits of customers go to sales invoices, those of suppliers to bills.`,
    remedy: () => 'Correct the number of the credit or of the invoice.',
  },
  {
    code: 'resolve/other-currency',
    title: 'The credit has another currency',
    what: (finding) =>
      `${subject(finding)} is in ${param(finding, 'invoice')}, the credit in ${param(finding, 'credit')}.`,
    remedy: () => 'Set the credit against a document in its own currency.',
  },
  {
    code: 'resolve/other-contact',
    title: 'The credit is of another contact',
    what: (finding) =>
      `${subject(finding)} is of ${param(finding, 'invoice')}, the credit of ${param(finding, 'credit')}.`,
    remedy: () => 'Check that this is meant; Xero may refuse it.',
  },
  {
    code: 'map/allocation-amount',
    title: 'Allocation is not above zero',
    what: (finding) => `The amount to be allocated is ${param(finding, 'amount')}; it must be above zero.`,
    remedy: () => 'Correct the amount; turn signs with `then: abs`.',
  },
  {
    code: 'totals/over-allocated',
    title: 'Allocation exceeds what is open',
    what: (finding) =>
      `The allocation of ${param(finding, 'amount')} exceeds the ${param(finding, 'open')} ${param(finding, 'what')}${earlierRows(finding.params?.earlier)}.`,
    remedy: () => 'Correct the amount.',
  },
  {
    code: 'duplicate/already-so',
    title: 'Skipped, for it is so in Xero already',
    what: (finding) => `${subject(finding)} is ${param(finding, 'state')} in Xero already.`,
    remedy: () => 'Nothing to do.',
  },
  {
    code: 'duplicate/same-record',
    title: 'Skipped, for another row names the same record',
    what: (finding) => `${subject(finding)} is the record that ${param(finding, 'row')} names, too.`,
    remedy: () => 'Nothing to do; it is done once.',
  },
];

function earlierRows(text: string | undefined): string {
  return text === undefined || text === '' ? '' : `, of which earlier rows of this run take ${text}`;
}

function standing(by: string | undefined): string {
  return by === undefined || by === '' ? '' : `; at present there is ${by}`;
}
