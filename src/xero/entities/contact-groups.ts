/** Groups of contacts, with their members. */

import type { Entity } from '../../model/registry.ts';

export const contactGroups: Entity = {
  name: 'ContactGroups',
  singular: 'ContactGroup',
  path: '/ContactGroups',
  idField: 'ContactGroupID',
  numberField: 'Name',
  fields: [
    { name: 'ContactGroupID', type: 'id', note: "Xero's identifier of an existing group." },
    { name: 'Name', type: 'text', required: 'create', note: 'Each once. An organisation has 100 groups at most.' },
    { name: 'Status', type: 'choice', values: ['ACTIVE', 'DELETED'], note: 'Only active groups are shown.' },
  ],
  lines: {
    name: 'Contacts',
    fields: [
      {
        name: 'Contact',
        type: 'text',
        notSent: true,
        names: 'known-contact',
        note: "A member: a contact's name, number or identifier. One that is in the group already stays in it.",
      },
      { name: 'ContactID', type: 'id' },
      {
        name: 'Name',
        type: 'text',
        readOnly: true,
        instead: 'Name the member by `Contact`.',
        note: "The member's name.",
      },
    ],
    route: { method: 'PUT', path: '/ContactGroups/{ContactGroupID}/Contacts', batch: 50, body: 'envelope' },
    idField: 'ContactID',
  },
  match: [{ fields: ['Name'] }],
  lookUp: { by: 'all' },
  create: { method: 'PUT', path: '/ContactGroups', batch: 1, body: 'envelope' },
  update: { method: 'POST', path: '/ContactGroups/{ContactGroupID}', batch: 1, body: 'envelope' },
  status: {
    field: 'Status',
    initial: 'ACTIVE',
    creatable: ['ACTIVE'],
    moves: { ACTIVE: ['ACTIVE'], DELETED: ['ACTIVE'] },
    editable: ['ACTIVE'],
    gone: ['DELETED'],
  },
  verbs: { delete: { to: 'DELETED', removes: true, final: true } },
  stage: 'settings',
  read: { paging: 'none', modifiedSince: false, where: true, alone: true },
  scope: 'accounting.contacts',
  rules: [],
  note: 'Groups of contacts; their lines are the members, which are added, never taken out: see ContactGroupMembers.',
};
