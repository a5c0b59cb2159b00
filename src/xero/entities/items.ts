/** Products and services. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';

const defaults = (side: 'PurchaseDetails' | 'SalesDetails'): readonly Field[] => [
  { name: `${side}.UnitPrice`, type: 'decimal', decimals: 4 },
  { name: `${side}.AccountCode`, type: 'text', names: 'account-code' },
  { name: `${side}.COGSAccountCode`, type: 'text', note: 'Cost of goods sold, of tracked items.' },
  { name: `${side}.TaxType`, type: 'text', names: 'tax-type' },
];

export const items: Entity = {
  name: 'Items',
  singular: 'Item',
  path: '/Items',
  idField: 'ItemID',
  numberField: 'Code',
  fields: [
    { name: 'ItemID', type: 'id' },
    { name: 'Code', type: 'text', maxLength: 30 },
    { name: 'Name', type: 'text', maxLength: 50 },
    { name: 'IsSold', type: 'boolean' },
    { name: 'IsPurchased', type: 'boolean' },
    { name: 'Description', type: 'text', maxLength: 4000, note: 'On sales documents.' },
    { name: 'PurchaseDescription', type: 'text', maxLength: 4000 },
    ...defaults('SalesDetails'),
    ...defaults('PurchaseDetails'),
    { name: 'InventoryAssetAccountCode', type: 'text', names: 'account-code', note: 'Of tracked items.' },
    { name: 'IsTrackedAsInventory', type: 'boolean', readOnly: true },
    { name: 'TotalCostPool', type: 'decimal', readOnly: true, note: 'Value of the stock at average cost.' },
    { name: 'QuantityOnHand', type: 'decimal', readOnly: true },
    { name: 'QuantityAvailable', type: 'decimal', readOnly: true },
    { name: 'QuantityOnBackOrder', type: 'decimal', readOnly: true },
    { name: 'UpdatedDateUTC', type: 'text', readOnly: true, note: 'When it was last changed, in UTC.' },
  ],
  match: [],
  stage: 'settings',
  read: { paging: 'none', modifiedSince: true, where: true, query: { unitdp: '4' } },
  scope: 'accounting.settings',
  rules: [],
  note: 'Products and services, with their prices and stock.',
};
