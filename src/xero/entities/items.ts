/** Products and services. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';

const salesDefaults: readonly Field[] = [
  { name: 'SalesDetails.UnitPrice', type: 'decimal', decimals: 4 },
  { name: 'SalesDetails.AccountCode', type: 'text', names: 'account-code' },
  { name: 'SalesDetails.COGSAccountCode', type: 'text', names: 'account-code', note: 'Meant for purchases alone.' },
  { name: 'SalesDetails.TaxType', type: 'text', names: 'tax-type' },
];

const purchaseDefaults: readonly Field[] = [
  { name: 'PurchaseDetails.UnitPrice', type: 'decimal', decimals: 4 },
  { name: 'PurchaseDetails.AccountCode', type: 'text', names: 'account-code', note: 'Of untracked items.' },
  {
    name: 'PurchaseDetails.COGSAccountCode',
    type: 'text',
    names: 'account-code',
    note: 'Cost of goods sold, of tracked items: an expense account.',
  },
  { name: 'PurchaseDetails.TaxType', type: 'text', names: 'tax-type' },
];

export const items: Entity = {
  name: 'Items',
  singular: 'Item',
  path: '/Items',
  idField: 'ItemID',
  numberField: 'Code',
  fields: [
    { name: 'ItemID', type: 'id', note: "Xero's identifier of an existing item." },
    { name: 'Code', type: 'text', maxLength: 30, required: 'create', note: 'Each once.' },
    { name: 'Name', type: 'text', maxLength: 50 },
    { name: 'IsSold', type: 'boolean', note: 'Yes where left out.' },
    { name: 'IsPurchased', type: 'boolean', note: 'Yes where left out.' },
    { name: 'Description', type: 'text', maxLength: 4000, note: 'On sales documents, of items that are sold.' },
    { name: 'PurchaseDescription', type: 'text', maxLength: 4000, note: 'On purchases, of items that are bought.' },
    ...salesDefaults,
    ...purchaseDefaults,
    {
      name: 'InventoryAssetAccountCode',
      type: 'text',
      names: 'account-code',
      note: 'An account of the type INVENTORY; with it the item is tracked, for good.',
    },
    { name: 'IsTrackedAsInventory', type: 'boolean', readOnly: true },
    { name: 'TotalCostPool', type: 'decimal', readOnly: true, note: 'Value of the stock at average cost.' },
    { name: 'QuantityOnHand', type: 'decimal', readOnly: true },
    { name: 'QuantityAvailable', type: 'decimal', readOnly: true },
    { name: 'QuantityOnBackOrder', type: 'decimal', readOnly: true },
    { name: 'UpdatedDateUTC', type: 'text', readOnly: true, note: 'When it was last changed, in UTC.' },
  ],
  group: [],
  match: [{ fields: ['Code'] }],
  lookUp: { by: 'all' },
  create: { method: 'PUT', path: '/Items', batch: 50, body: 'envelope', summarizeErrors: true, unitdp: true },
  update: { method: 'POST', path: '/Items', batch: 50, body: 'envelope', summarizeErrors: true, unitdp: true },
  restated: ['Code'],
  completed: ['SalesDetails', 'PurchaseDetails'],
  verbs: {
    delete: { route: { method: 'DELETE', path: '/Items/{ItemID}', batch: 1, body: 'none' }, final: true },
  },
  stage: 'settings',
  read: { paging: 'none', modifiedSince: true, where: true, query: { unitdp: '4' } },
  scope: 'accounting.settings',
  rules: [],
  note: 'Products and services, with their prices and stock. Tracked ones have an inventory account and one for the cost of goods sold; once used they cannot be deleted.',
};
