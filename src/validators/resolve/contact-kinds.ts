/** What the findings about contacts mean. */

import type { FindingKind } from '../../model/finding.ts';
import { param, subject, suggestion } from '../finding-text.ts';

export const contactKinds: readonly FindingKind[] = [
  {
    code: 'resolve/new-contact',
    title: 'A new contact is created',
    what: (finding) =>
      `${subject(finding)}: Xero does not know this contact, so it is created once under the name ${param(finding, 'name')}.`,
    remedy: () =>
      'If the contact should exist already, correct the name; `send: { contacts: existing }` refuses new ones.',
  },
  {
    code: 'resolve/unknown-contact',
    title: 'Contact not found',
    what: (finding) => `${subject(finding)}: the organisation has no such contact.${suggestion(finding)}`,
    remedy: () =>
      'Correct the cell, or create the contact in Xero first, or allow new ones by `send: { contacts: create }` and a name.',
  },
  {
    code: 'resolve/similar-contact',
    title: 'A contact of nearly the same name exists',
    what: (finding) =>
      `${subject(finding)} is not a contact, but nearly the same name is: ${param(finding, 'candidates')}.`,
    remedy: () =>
      'Write the name as Xero has it, or create the other contact in Xero first if it is really another one.',
  },
  {
    code: 'resolve/ambiguous-contact',
    title: 'Several contacts match',
    what: (finding) =>
      `${subject(finding)} means ${param(finding, 'count')} contacts: ${param(finding, 'candidates')}.`,
    remedy: () => 'Name the contact by its ContactNumber or ContactID, or merge the contacts in Xero.',
  },
  {
    code: 'resolve/archived-contact',
    title: 'Contact is archived',
    what: (finding) => `${subject(finding)}: the contact ${param(finding, 'name')} is archived.`,
    remedy: () => 'Restore the contact in Xero, or name another one.',
  },
  {
    code: 'resolve/contact-mismatch',
    title: 'Contact number and name disagree',
    what: (finding) =>
      `${subject(finding)}: that does not go with the contact ${param(finding, 'name')} (the row says ${param(finding, 'given')}).`,
    remedy: () => 'Correct the number or the name, so that both mean one contact.',
  },
];
