/** Tracking categories with their options. */

import type { Entity } from '../../model/registry.ts';

export const trackingCategories: Entity = {
  name: 'TrackingCategories',
  singular: 'TrackingCategory',
  path: '/TrackingCategories',
  idField: 'TrackingCategoryID',
  numberField: 'Name',
  fields: [
    { name: 'TrackingCategoryID', type: 'id' },
    { name: 'Name', type: 'text', maxLength: 100 },
    { name: 'Status', type: 'choice', values: ['ACTIVE', 'ARCHIVED', 'DELETED'] },
  ],
  lines: {
    name: 'Options',
    fields: [
      { name: 'TrackingOptionID', type: 'id' },
      { name: 'Name', type: 'text', maxLength: 100 },
      { name: 'Status', type: 'choice', values: ['ACTIVE', 'ARCHIVED', 'DELETED'] },
    ],
  },
  match: [],
  stage: 'settings',
  read: { paging: 'none', modifiedSince: false, where: true, query: { includeArchived: 'true' } },
  scope: 'accounting.settings',
  rules: [],
  note: 'Tracking categories, archived ones included; their lines are the options.',
};
