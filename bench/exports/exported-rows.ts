/** The invoices of an organisation made up for exports: three lines each, as Xero's pages hold them and as rows of a table. */

export const LINES = 3;
export const COLUMNS = [
  'Number',
  'Customer',
  'Dated',
  'Due',
  'Status',
  'Item',
  'Qty',
  'Price',
  'Account',
  'Rate',
  'Net',
  'VAT',
] as const;

const CUSTOMERS = ['ABC Furniture', 'Bayside Club', 'City Limousines', 'Hamilton Smith Ltd', 'Ridgeway University'];
const ITEMS = ['Cash drawer', 'Thermal labels', 'Tablet stand', 'Barcode scanner', 'Receipt printer', 'USB cable'];
const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2025, 0, 1);

/** Cells of one line; numbers as their text. */
export function lineCells(invoice: number, line: number): readonly string[] {
  const quantity = 1 + ((invoice + line) % 12);
  const cents = 199 + ((invoice * 7919 + line * 104_729) % 90_000);
  const net = quantity * cents;
  return [
    ...headCells(invoice),
    ITEMS[(invoice + line) % ITEMS.length]!,
    String(quantity),
    money(cents),
    '200',
    'OUTPUT2',
    money(net),
    money(Math.round(net / 5)),
  ];
}

export function headCells(invoice: number): readonly string[] {
  return [
    `INV-${String(invoice).padStart(7, '0')}`,
    CUSTOMERS[invoice % CUSTOMERS.length]!,
    dayOf(invoice),
    new Date(FIRST_DAY + ((invoice % 500) + 30) * DAY).toISOString().slice(0, 10),
    'AUTHORISED',
  ];
}

/** Net and VAT in cents. */
export function sums(invoice: number): { readonly net: number; readonly tax: number } {
  let [net, tax] = [0, 0];
  for (let line = 0; line < LINES; line += 1) {
    const cells = lineCells(invoice, line);
    net += cents(cells[10]!);
    tax += cents(cells[11]!);
  }
  return { net, tax };
}

export function money(amount: number): string {
  return `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
}

function cents(text: string): number {
  return Number(text.replace('.', ''));
}

function dayOf(invoice: number): string {
  return new Date(FIRST_DAY + (invoice % 500) * DAY).toISOString().slice(0, 10);
}

/** A page of the API's, as JSON. */
export function pageText(page: number, pageSize: number, invoices: number): string {
  const first = (page - 1) * pageSize;
  const last = Math.min(first + pageSize, invoices);
  const elements: string[] = [];
  for (let at = first; at < last; at += 1) elements.push(elementText(at));
  const pageCount = Math.ceil(invoices / pageSize);
  return `{"pagination":{"page":${page},"pageSize":${pageSize},"pageCount":${pageCount},"itemCount":${invoices}},"Invoices":[${elements.join(',')}]}`;
}

function elementText(invoice: number): string {
  const [number, customer, day, due, status] = headCells(invoice);
  const { net, tax } = sums(invoice);
  const total = money(net + tax);
  const lines = Array.from({ length: LINES }, (_, line) => lineText(invoice, line));
  return `{"Type":"ACCREC","InvoiceID":"${id(1, invoice)}","InvoiceNumber":"${number}","Reference":"SO-${invoice}","Payments":[],"CreditNotes":[],"Prepayments":[],"Overpayments":[],"AmountDue":${total},"AmountPaid":0.00,"AmountCredited":0.00,"CurrencyRate":1.0000000000,"IsDiscounted":false,"HasAttachments":false,"HasErrors":false,"Contact":{"ContactID":"${id(2, invoice % CUSTOMERS.length)}","Name":"${customer}","Addresses":[],"Phones":[],"ContactGroups":[],"ContactPersons":[],"HasValidationErrors":false},"DateString":"${day}T00:00:00","Date":"/Date(${Date.parse(day!)}+0000)/","DueDateString":"${due}T00:00:00","DueDate":"/Date(${Date.parse(due!)}+0000)/","Status":"${status}","LineAmountTypes":"Exclusive","LineItems":[${lines.join(',')}],"SubTotal":${money(net)},"TotalTax":${money(tax)},"Total":${total},"UpdatedDateUTC":"/Date(${FIRST_DAY + invoice}+0000)/","CurrencyCode":"GBP"}`;
}

function lineText(invoice: number, line: number): string {
  const cells = lineCells(invoice, line);
  const [item, quantity, price, account, rate, net, tax] = cells.slice(5);
  return `{"Description":"${item}","UnitAmount":${price},"TaxType":"${rate}","TaxAmount":${tax},"LineAmount":${net},"AccountCode":"${account}","Tracking":[],"Quantity":${quantity}.0000,"LineItemID":"${id(3 + line, invoice)}","ValidationErrors":[]}`;
}

function id(kind: number, number: number): string {
  return `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
