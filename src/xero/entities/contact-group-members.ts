/** Contacts as members of groups. */

import type { Entity } from '../../model/registry.ts';

export const contactGroupMembers: Entity = {
  name: 'ContactGroupMembers',
  singular: 'ContactGroupMember',
  path: '/ContactGroups',
  idField: 'Path',
  fields: [
    {
      name: 'Path',
      type: 'text',
      notSent: true,
      note: 'The identifiers of the group and of the contact, as an export gives them.',
    },
    { name: 'ContactGroup.ContactGroupID', type: 'id', readOnly: true },
    { name: 'ContactGroup.Name', type: 'text', readOnly: true, note: "The group's name." },
    { name: 'ContactID', type: 'id', readOnly: true },
    { name: 'Name', type: 'text', readOnly: true, note: "The contact's name." },
  ],
  match: [{ fields: ['ContactGroup.Name', 'Name'] }, { fields: ['ContactGroup.Name', 'ContactID'] }],
  lookUp: { by: 'all' },
  verbs: {
    delete: {
      route: {
        method: 'DELETE',
        path: '/ContactGroups/{ContactGroupID}/Contacts/{ContactID}',
        batch: 1,
        body: 'none',
      },
    },
  },
  stage: 'settings',
  read: {
    paging: 'none',
    modifiedSince: false,
    where: false,
    alone: true,
    within: { list: 'Contacts', ownerId: 'ContactGroupID', itemId: 'ContactID', as: 'ContactGroup' },
  },
  scope: 'accounting.contacts',
  rules: [],
  note: 'Which contact is in which group. Contacts are put into groups by an import of ContactGroups, and taken out by `delete: ContactGroupMembers`; the contacts themselves stay.',
};
