/** Makes up sales invoices, line by line, the same ones every time. */

/** Columns of every generated file. */
export const HEADER: readonly string[] = [
  ...['Invoice No', 'Customer', 'Customer No', 'Invoice Date', 'Due Date', 'Order', 'Rep', 'SKU', 'Item', 'Category'],
  ...['Qty', 'Unit price', 'Net', 'VAT', 'Region', 'Department', 'Currency', 'Warehouse', 'Delivered', 'Notes'],
];

/** Contacts of the demo company. */
export const CUSTOMERS = [
  'ABC Furniture',
  'Bayside Club',
  'City Limousines',
  'Hamilton Smith Ltd',
  'Ridgeway University',
];
const REPS = ['A. Okafor', 'J. Lindqvist', 'M. Duarte', 'S. Whitfield'];
export const REGIONS = ['North', 'South', 'East', 'West', 'Eastside'];
const RATES = ['20% (VAT on Income)', 'Zero Rated Income', '5% (VAT on Income)'];
const NOTES = ['', '', '', 'Leave at reception', '', '', 'Rest to follow', '', 'Gate 3', ''];
const ITEMS = [
  ['CD-410', 'Cash drawer', 'Hardware'],
  ['TL-500', 'Thermal labels', 'Hardware'],
  ['TS-SLIM', 'Tablet stand "Slim"', 'Hardware'],
  ['SC-2D', 'Barcode scanner 2D', 'Hardware'],
  ['RP-80', 'Receipt printer 80 mm', 'Hardware'],
  ['CB-USB', 'USB cable 3 m', 'Hardware'],
  ['SV-HELP', 'Helpdesk for one month', 'Support'],
  ['SV-SITE', 'Engineer on site', 'Support'],
  ['SV-TRAIN', 'Training at the till', 'Support'],
] as const;

export interface InvoiceLine {
  readonly invoice: number;
  readonly line: number;
}

/** Cells of a line by columns; day and month of its dates differ in order by `monthFirst`. */
export function invoiceCells({ invoice, line }: InvoiceLine): readonly string[] {
  const chance = scramble(invoice * 8 + line + 1);
  const day = dayText(invoice % 360);
  const [sku, item, category] = ITEMS[chance % ITEMS.length]!;
  const quantity = 1 + (chance % 12);
  const cents = 199 + ((chance >>> 4) % 90_000);
  return [
    ...[`INV-${String(100_000 + invoice)}`, CUSTOMERS[invoice % CUSTOMERS.length]!, `C${1000 + (invoice % 5)}`],
    ...[day, dayText((invoice % 360) + 30), `SO-${70_000 + invoice}`, REPS[invoice % REPS.length]!],
    ...[sku, item, category, String(quantity), amount(cents), amount(cents * quantity)],
    ...[RATES[(chance >>> 7) % RATES.length]!, REGIONS[invoice % REGIONS.length]!, 'Sales', 'GBP'],
    ...[`WH${1 + (invoice % 4)}`, day, NOTES[(chance >>> 9) % NOTES.length]!],
  ];
}

/** Lines of so many invoices, an invoice's lines one after the other; one to five each, `lines` in all. */
export function* adjacentLines(invoices: number, lines: number): Generator<InvoiceLine> {
  const counts = lineCounts(invoices, lines);
  for (let invoice = 0; invoice < invoices; invoice += 1) {
    for (let line = 0; line < counts[invoice]!; line += 1) yield { invoice, line };
  }
}

/** The same lines, those of an invoice some hundred thousand rows apart, the invoices in no order. */
export function* scatteredLines(invoices: number, lines: number): Generator<InvoiceLine> {
  const counts = lineCounts(invoices, lines);
  for (let line = 0; line < 5; line += 1) {
    const step = coprime(invoices, 7919 * (line + 1));
    for (let index = 0; index < invoices; index += 1) {
      const invoice = (index * step) % invoices;
      if (line < counts[invoice]!) yield { invoice, line };
    }
  }
}

/** 3, 2, 4, 1, 5 and again, until no more are left than the rest needs. */
function lineCounts(invoices: number, lines: number): Uint8Array {
  const counts = new Uint8Array(invoices);
  let left = lines;
  for (let invoice = 0; invoice < invoices; invoice += 1) {
    const others = invoices - invoice - 1;
    counts[invoice] = Math.max(1, Math.min([3, 2, 4, 1, 5][invoice % 5]!, left - others));
    left -= counts[invoice]!;
  }
  if (left !== 0) throw new RangeError(`${invoices} invoices cannot have ${lines} lines`);
  return counts;
}

function coprime(count: number, start: number): number {
  let step = start;
  while (divisor(step, count) !== 1) step += 1;
  return step;
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

function scramble(seed: number): number {
  let value = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d);
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39);
  return (value ^ (value >>> 15)) >>> 0;
}

/** A day of 2026 or later as `dd/MM/yyyy`. */
function dayText(index: number): string {
  const date = new Date(Date.UTC(2026, 0, 1 + index));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`;
}

function amount(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
