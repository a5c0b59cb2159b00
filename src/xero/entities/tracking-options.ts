/** The options of tracking categories. */

import type { Entity } from '../../model/registry.ts';

const statuses = ['ACTIVE', 'ARCHIVED', 'DELETED'];
const option = '/TrackingCategories/{TrackingCategoryID}/Options/{TrackingOptionID}';

export const trackingOptions: Entity = {
  name: 'TrackingOptions',
  singular: 'TrackingOption',
  path: '/TrackingCategories',
  idField: 'Path',
  fields: [
    {
      name: 'Path',
      type: 'text',
      notSent: true,
      note: 'The identifiers of the category and of the option, as an export gives them.',
    },
    { name: 'TrackingCategory.TrackingCategoryID', type: 'id', readOnly: true },
    { name: 'TrackingCategory.Name', type: 'text', readOnly: true, note: "The category's name." },
    { name: 'TrackingCategory.Status', type: 'choice', values: statuses, readOnly: true },
    { name: 'TrackingOptionID', type: 'id', readOnly: true },
    { name: 'Name', type: 'text', readOnly: true, note: "The option's name." },
    { name: 'Status', type: 'choice', values: statuses, readOnly: true },
  ],
  match: [{ fields: ['TrackingCategory.Name', 'Name'] }],
  lookUp: { by: 'all' },
  status: {
    field: 'Status',
    initial: 'ACTIVE',
    creatable: ['ACTIVE'],
    moves: { ACTIVE: ['ACTIVE', 'ARCHIVED'], ARCHIVED: ['ACTIVE'], DELETED: [] },
    editable: [],
    gone: ['DELETED'],
  },
  verbs: {
    archive: { to: 'ARCHIVED', route: { method: 'POST', path: option, batch: 1, body: 'element' } },
    restore: { to: 'ACTIVE', route: { method: 'POST', path: option, batch: 1, body: 'element' } },
    delete: { route: { method: 'DELETE', path: option, batch: 1, body: 'none' }, final: true },
  },
  stage: 'settings',
  read: {
    paging: 'none',
    modifiedSince: false,
    where: false,
    query: { includeArchived: 'true' },
    within: { list: 'Options', ownerId: 'TrackingCategoryID', itemId: 'TrackingOptionID', as: 'TrackingCategory' },
  },
  scope: 'accounting.settings',
  rules: [],
  note: 'The options of tracking categories, archived ones included. New ones are added by an import of TrackingCategories.',
};
