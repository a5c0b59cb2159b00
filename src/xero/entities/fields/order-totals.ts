/** The figures that Xero computes of an order. */

import type { Field } from '../../../model/entity.ts';

export const orderTotals: readonly Field[] = [
  { name: 'SubTotal', type: 'decimal', decimals: 2, readOnly: true, note: 'Sum of the lines without tax.' },
  { name: 'TotalTax', type: 'decimal', decimals: 2, readOnly: true },
  { name: 'Total', type: 'decimal', decimals: 2, readOnly: true, note: 'SubTotal and TotalTax together.' },
];

export const totalDiscount: Field = { name: 'TotalDiscount', type: 'decimal', decimals: 2, readOnly: true };

export const orderUpdated: Field = {
  name: 'UpdatedDateUTC',
  type: 'text',
  readOnly: true,
  note: 'When it was last changed, in UTC.',
};

export const orderTheme: readonly Field[] = [
  { name: 'BrandingTheme', type: 'text', notSent: true, names: 'branding-theme', note: "A branding theme's name." },
  { name: 'BrandingThemeID', type: 'id' },
];
