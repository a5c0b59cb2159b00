/** Jobs and inputs that the tests of the pipeline vary. */

export interface JobParts {
  /** What stands behind `send:`. */
  readonly send?: string;
  /** Further lines at the end of the job. */
  readonly more?: string;
  readonly type?: 'ACCREC' | 'ACCPAY';
  readonly status?: string;
  /** Further columns, each a line. */
  readonly columns?: readonly string[];
  /** Lines under `source:`. */
  readonly source?: readonly string[];
}

/** Invoices of the columns No, Customer, Date, Item, Qty, Price. */
export function invoicesJob({ send, more, type, status, columns, source }: JobParts = {}): string {
  return `
org: sandbox-gb
import: Invoices
source: { ${['dates: iso', ...(source ?? [])].join(', ')} }
columns:
  Type: { value: ${type ?? 'ACCREC'} }
  Status: { value: ${status ?? 'DRAFT'} }
  LineAmountTypes: { value: Exclusive }
  InvoiceNumber: No
  Contact.Name: Customer
  Date: Date
  DueDate: Date
${(columns ?? []).map((line) => `  ${line}\n`).join('')}lines:
  Description: Item
  Quantity: Qty
  UnitAmount: Price
  AccountCode: { value: "${type === 'ACCPAY' ? '429' : '200'}" }
  TaxType: { value: ${type === 'ACCPAY' ? 'INPUT2' : 'OUTPUT2'} }
${send === undefined ? '' : `send: ${send}\n`}${more ?? ''}`;
}

export const INVOICE_HEADER = 'No,Customer,Date,Item,Qty,Price';

/** Rows under the invoices' header. */
export function csv(...rows: readonly string[]): string {
  return `${[INVOICE_HEADER, ...rows].join('\n')}\n`;
}

/** So many invoices of one row each: I-0001, I-0002, ... */
export function invoiceRows(count: number, customer = 'Basket Case'): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const number = `I-${String(index + 1).padStart(4, '0')}`;
    return `${number},${customer},2026-10-05,Work ${index + 1},1,${index + 1}.50`;
  });
  return csv(...rows);
}

/** Contacts of the columns Name, Phone and those given. */
export function contactsJob({ send, columns }: Pick<JobParts, 'send' | 'columns'> = {}): string {
  return `
org: sandbox-gb
import: Contacts
columns:
  Name: Name
  Phones.DEFAULT.PhoneNumber: Phone
${(columns ?? []).map((line) => `  ${line}\n`).join('')}${send === undefined ? '' : `send: ${send}\n`}`;
}

/** Payments of the columns Invoice, Date, Amount, Account and those given. */
export function paymentsJob({ send, columns, more }: JobParts = {}): string {
  return `
org: sandbox-gb
import: Payments
source: { dates: iso }
columns:
  Invoice: Invoice
  Date: Date
  Amount: Amount
  Account: Account
${(columns ?? []).map((line) => `  ${line}\n`).join('')}${send === undefined ? '' : `send: ${send}\n`}${more ?? ''}`;
}
