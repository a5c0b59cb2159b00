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

function standing(by: string | undefined): string {
  return by === undefined || by === '' ? '' : `; at present there is ${by}`;
}
