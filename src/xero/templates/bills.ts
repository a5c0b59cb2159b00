/** Xero's import file of bills, as its page Import bills hands it out. */

import type { ImportTemplate } from '../../model/import-template.ts';
import { contactColumns, plainRecord, trackingColumns } from './document-columns.ts';

export const billTemplate: ImportTemplate = {
  name: "Xero's bill template",
  when: { Type: 'ACCPAY' },
  columns: [
    ...contactColumns,
    { header: '*InvoiceNumber', field: 'InvoiceNumber' },
    { header: '*InvoiceDate', field: 'Date' },
    { header: '*DueDate', field: 'DueDate' },
    { header: 'Total', field: 'Total' },
    { header: 'InventoryItemCode', field: 'ItemCode', ofLine: true },
    { header: 'Description', field: 'Description', ofLine: true },
    { header: '*Quantity', field: 'Quantity', ofLine: true },
    { header: '*UnitAmount', field: 'UnitAmount', ofLine: true },
    { header: '*AccountCode', field: 'AccountCode', ofLine: true },
    { header: '*TaxType', field: 'TaxType', ofLine: true },
    { header: 'TaxAmount', field: 'TaxAmount', ofLine: true },
    ...trackingColumns,
    { header: 'Currency', field: 'CurrencyCode' },
  ],
  record: plainRecord,
  lines: {},
};
