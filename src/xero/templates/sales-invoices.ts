/** Xero's import file of sales invoices, as its page Import sales invoices hands it out. */

import type { ImportTemplate } from '../../model/import-template.ts';
import { contactColumns, plainRecord, trackingColumns } from './document-columns.ts';

export const salesInvoiceTemplate: ImportTemplate = {
  name: "Xero's sales invoice template",
  when: { Type: 'ACCREC' },
  columns: [
    ...contactColumns,
    { header: '*InvoiceNumber', field: 'InvoiceNumber' },
    { header: 'Reference', field: 'Reference' },
    { header: '*InvoiceDate', field: 'Date' },
    { header: '*DueDate', field: 'DueDate' },
    { header: 'Total', field: 'Total' },
    { header: 'InventoryItemCode', field: 'ItemCode', ofLine: true },
    { header: '*Description', field: 'Description', ofLine: true },
    { header: '*Quantity', field: 'Quantity', ofLine: true },
    { header: '*UnitAmount', field: 'UnitAmount', ofLine: true },
    { header: 'Discount', field: 'DiscountRate', ofLine: true },
    { header: '*AccountCode', field: 'AccountCode', ofLine: true },
    { header: '*TaxType', field: 'TaxType', ofLine: true },
    { header: 'TaxAmount', field: 'TaxAmount', ofLine: true },
    ...trackingColumns,
    { header: 'Currency', field: 'CurrencyCode' },
    { header: 'BrandingTheme', field: 'BrandingTheme' },
  ],
  record: plainRecord,
  lines: { DiscountAmount: [''] },
};
