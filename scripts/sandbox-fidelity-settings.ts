/** What the sandbox emulates of contact groups, users, budgets, reminders and payment services. */
import type { Operation } from './sandbox-fidelity.ts';

export const settingsOperations: Readonly<Record<string, readonly Operation[]>> = {
  ContactGroups: [
    { call: 'GET /ContactGroups', does: 'Active ones, without members; where and order.', evidence: ['published'] },
    { call: 'GET /ContactGroups/{id}', does: 'By id, with its members.', evidence: ['published'] },
    {
      call: 'PUT /ContactGroups',
      does: 'Names of their own, a hundred at most; what can be saved is, though others are refused.',
      evidence: ['published', 'assumed'],
    },
    { call: 'POST /ContactGroups/{id}', does: 'A new name, or the status DELETED.', evidence: ['published'] },
    {
      call: 'PUT /ContactGroups/{id}/Contacts',
      does: 'Puts contacts in, by their ids; those that are in already stay.',
      evidence: ['published', 'assumed'],
    },
    { call: 'DELETE /ContactGroups/{id}/Contacts', does: 'Takes all contacts out: 204.', evidence: ['published'] },
    {
      call: 'DELETE /ContactGroups/{id}/Contacts/{contact}',
      does: 'Takes one out: 204.',
      evidence: ['published', 'assumed'],
      lacks: 'What Xero says of a contact that is not in the group: here 204.',
    },
  ],
  Users: [
    { call: 'GET /Users', does: 'Three people; where, order; If-Modified-Since.', evidence: ['published'] },
    { call: 'GET /Users/{id}', does: 'By id.', evidence: ['published'] },
  ],
  Budgets: [
    { call: 'GET /Budgets', does: 'Two budgets, without amounts; IDs.', evidence: ['published'] },
    {
      call: 'GET /Budgets/{id}',
      does: 'Amounts by account and month: last, this and next month, or DateFrom to DateTo, 24 months at most.',
      evidence: ['published', 'assumed'],
    },
  ],
  InvoiceReminders: [{ call: 'GET /InvoiceReminders/Settings', does: 'They are off.', evidence: ['published'] }],
  PaymentServices: [
    { call: 'GET /PaymentServices', does: 'Those that were added.', evidence: ['published'] },
    { call: 'PUT /PaymentServices', does: 'Adds custom ones.', evidence: ['published', 'assumed'] },
  ],
};
