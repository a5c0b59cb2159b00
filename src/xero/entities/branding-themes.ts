/** The layouts of sales documents. */

import type { Entity } from '../../model/registry.ts';

export const brandingThemes: Entity = {
  name: 'BrandingThemes',
  singular: 'BrandingTheme',
  path: '/BrandingThemes',
  idField: 'BrandingThemeID',
  numberField: 'Name',
  fields: [
    { name: 'BrandingThemeID', type: 'id', readOnly: true },
    { name: 'Name', type: 'text', readOnly: true },
    { name: 'LogoUrl', type: 'text', readOnly: true },
    { name: 'Type', type: 'choice', values: ['INVOICE'], readOnly: true },
    { name: 'SortOrder', type: 'integer', readOnly: true, note: '0 is the one taken by default.' },
    { name: 'CreatedDateUTC', type: 'text', readOnly: true },
  ],
  match: [],
  stage: 'settings',
  read: { paging: 'none', modifiedSince: false, where: false },
  scope: 'accounting.settings',
  rules: [],
  note: 'The layouts of sales documents.',
};
