/** Tracking categories with their options. */

import type { Entity } from '../../model/registry.ts';

const statuses = ['ACTIVE', 'ARCHIVED', 'DELETED'];

export const trackingCategories: Entity = {
  name: 'TrackingCategories',
  singular: 'TrackingCategory',
  path: '/TrackingCategories',
  idField: 'TrackingCategoryID',
  numberField: 'Name',
  fields: [
    { name: 'TrackingCategoryID', type: 'id', note: "Xero's identifier of an existing category." },
    { name: 'Name', type: 'text', maxLength: 100, required: 'create', note: 'Each once.' },
    {
      name: 'Status',
      type: 'choice',
      values: statuses,
      note: 'ACTIVE where left out. Two at most are active, four are there.',
    },
  ],
  lines: {
    name: 'Options',
    fields: [
      { name: 'TrackingOptionID', type: 'id', readOnly: true, instead: 'Options are known by their `Name`.' },
      {
        name: 'Name',
        type: 'text',
        maxLength: 100,
        required: 'create',
        note: 'Each once in its category; an update adds those that are not there yet.',
      },
      {
        name: 'Status',
        type: 'choice',
        values: statuses,
        readOnly: true,
        instead: 'Options are archived by a job that begins with `archive: TrackingOptions`.',
      },
    ],
    route: { method: 'PUT', path: '/TrackingCategories/{TrackingCategoryID}/Options', batch: 1, body: 'element' },
    key: 'Name',
    idField: 'TrackingOptionID',
  },
  match: [{ fields: ['Name'] }],
  lookUp: { by: 'all' },
  create: { method: 'PUT', path: '/TrackingCategories', batch: 1, body: 'element' },
  update: { method: 'POST', path: '/TrackingCategories/{TrackingCategoryID}', batch: 1, body: 'element' },
  status: {
    field: 'Status',
    initial: 'ACTIVE',
    creatable: ['ACTIVE'],
    moves: { ACTIVE: ['ACTIVE', 'ARCHIVED'], ARCHIVED: ['ACTIVE'], DELETED: [] },
    editable: ['ACTIVE', 'ARCHIVED'],
    gone: ['DELETED'],
  },
  verbs: {
    archive: { to: 'ARCHIVED' },
    restore: { to: 'ACTIVE' },
    delete: {
      route: { method: 'DELETE', path: '/TrackingCategories/{TrackingCategoryID}', batch: 1, body: 'none' },
      final: true,
    },
  },
  stage: 'settings',
  read: { paging: 'none', modifiedSince: false, where: true, query: { includeArchived: 'true' } },
  scope: 'accounting.settings',
  rules: [],
  note: 'Tracking categories, archived ones included; their lines are the options, which are sent one by one.',
};
