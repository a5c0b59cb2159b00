/** An invoice, a bill, a credit note, a purchase order or a quote on paper: who, what and how much, over as many pages as it takes. */
import { dashedDay, dayOf } from '../books/calendar.ts';
import { decimalOf, groupedText, toText } from '../books/decimal.ts';
import { type Json, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { type PdfPage, type PdfRule, type PdfText, writePdf } from './pdf.ts';
import { textWidth } from './win-ansi.ts';

/** A line of paper: its texts stand at their x on one height. */
interface Row {
  readonly height: number;
  readonly texts: readonly Omit<PdfText, 'y'>[];
  readonly rule?: boolean;
  /** Height of what must stand on the same page, from this row on. */
  readonly together?: number;
}

const left = 50;
const right = 545;
const columns = { quantity: 330, unit: 400, tax: 470, amount: right } as const;
const descriptionWidth = 230;
const [top, bottom] = [60, 780];
const small = 9;

/** The PDF of a document as single reads show it. `seller` is the organisation, whoever sells. */
export function documentPdf(view: JsonObject, seller: string): Uint8Array<ArrayBuffer> {
  const title = titleOf(view);
  const rows = [...headRows(view, seller, title), ...lineRows(view), ...totalRows(view)];
  return writePdf(paginated(rows), `${title} ${numberOf(view)}`.trim());
}

const titles: Readonly<Record<string, string>> = { ACCREC: 'INVOICE', ACCPAY: 'BILL', PURCHASEORDER: 'PURCHASE ORDER' };
const numberFields = ['InvoiceNumber', 'CreditNoteNumber', 'PurchaseOrderNumber', 'QuoteNumber'];
/** Statuses that a title does not mention. */
const plainStatuses = ['AUTHORISED', 'PAID', 'BILLED', 'SENT', 'ACCEPTED', 'INVOICED'];

function titleOf(view: JsonObject): string {
  const status = textOf(view.Status) ?? '';
  const name = view.QuoteID === undefined ? (titles[textOf(view.Type) ?? ''] ?? 'CREDIT NOTE') : 'QUOTE';
  return plainStatuses.includes(status) ? name : `${status} ${name}`.trim();
}

function numberOf(view: JsonObject): string {
  return numberFields.map((field) => textOf(view[field])).find((number) => number !== undefined) ?? '';
}

function headRows(view: JsonObject, seller: string, title: string): readonly Row[] {
  const contact = objectOf(view.Contact);
  const day = (value: Json | undefined) => {
    const date = dayOf(value);
    return date === undefined ? '' : dashedDay(date);
  };
  const facts = [
    ['Number', numberOf(view)],
    ['Reference', textOf(view.Reference) ?? ''],
    ['Date', day(view.Date)],
    ['Due date', day(view.DueDate)],
    ['Delivery', day(view.DeliveryDate)],
    ['Expires', day(view.ExpiryDate)],
    ['Status', textOf(view.Status) ?? ''],
    ['Currency', textOf(view.CurrencyCode) ?? ''],
  ].filter(([, value]) => value !== '');
  const names = [textOf(contact.Name) ?? '', ...addressOf(contact)];
  const both = Array.from({ length: Math.max(facts.length, names.length) }, (_, at): Row => {
    const [label = '', value = ''] = facts[at] ?? [];
    return {
      height: 14,
      texts: [
        { x: left, text: fitted(names[at] ?? '', 260), size: 10, bold: at === 0 },
        { x: 330, text: label, size: 10, bold: true },
        { x: 410, text: fitted(value, right - 410), size: 10 },
      ],
    };
  });
  const headline = [{ x: right, text: fitted(seller, 240), size: 11, right: true }];
  return [{ height: 34, texts: [{ x: left, text: title, size: 20 }, ...headline] }, ...both, blank(20)];
}

/** The postal address, line by line. */
function addressOf(contact: JsonObject): readonly string[] {
  const addresses = objectsOf(contact.Addresses);
  const address = addresses.find(({ AddressType }) => AddressType === 'POBOX') ?? addresses[0] ?? {};
  const { AddressLine1, AddressLine2, AddressLine3, AddressLine4, City, Region, PostalCode, Country } = address;
  const place = [City, Region, PostalCode].map((part) => textOf(part) ?? '').filter(Boolean);
  const lines = [AddressLine1, AddressLine2, AddressLine3, AddressLine4].map((line) => textOf(line) ?? '');
  return [...lines, place.join(' '), textOf(Country) ?? ''].filter(Boolean);
}

function lineRows(view: JsonObject): readonly Row[] {
  const currency = textOf(view.CurrencyCode) ?? '';
  const head = cells('Description', ['Quantity', 'Unit price', 'Tax', `Amount ${currency}`.trim()], true);
  return [head, ...objectsOf(view.LineItems).flatMap(rowsOfLine), blank(10)];
}

function rowsOfLine(line: JsonObject): readonly Row[] {
  const [first = '', ...more] = wrapped(textOf(line.Description) ?? '', descriptionWidth, small);
  const quantity = plain(line.Quantity);
  const figures = [quantity, money(line.UnitAmount), money(line.TaxAmount), money(line.LineAmount)];
  return [cells(first, figures, false), ...more.map((text) => cells(text, [], false))];
}

function cells(description: string, figures: readonly string[], bold: boolean): Row {
  const ends = Object.values(columns);
  const style = { size: small, bold };
  const numbers = figures.map((text, at) => ({ x: ends[at] ?? right, text, right: true, ...style }));
  return { height: bold ? 20 : 14, texts: [{ x: left, text: description, ...style }, ...numbers], rule: bold };
}

function totalRows(view: JsonObject): readonly Row[] {
  const totals: readonly (readonly [label: string, amount: Json | undefined, always: boolean])[] = [
    ['Subtotal', view.SubTotal, true],
    ['Total tax', view.TotalTax, true],
    ['Total', view.Total, true],
    ['Less paid', view.AmountPaid, false],
    ['Less credited', view.AmountCredited, false],
    ['Amount due', view.AmountDue, view.AmountDue !== undefined],
    ['Remaining credit', view.RemainingCredit, view.RemainingCredit !== undefined],
  ];
  const shown = totals.filter(([, amount, always]) => always || (decimalOf(amount)?.units ?? 0n) !== 0n);
  return shown.map(([label, amount], at) => {
    const bold = label !== 'Subtotal' && label !== 'Total tax' && !label.startsWith('Less');
    const style = { size: 10, bold };
    return {
      height: 16,
      together: 16 * (shown.length - at),
      texts: [
        { x: columns.unit, text: label, ...style },
        { x: right, text: money(amount), right: true, ...style },
      ],
    };
  });
}

function blank(height: number): Row {
  return { height, texts: [] };
}

/** Rows down the pages, each page with its number. */
function paginated(rows: readonly Row[]): readonly PdfPage[] {
  const pages: { texts: PdfText[]; rules: PdfRule[] }[] = [{ texts: [], rules: [] }];
  let y = top;
  for (const { height, texts, rule, together = height } of rows) {
    if (y + together > bottom) {
      pages.push({ texts: [], rules: [] });
      y = top;
    }
    const page = pages.at(-1);
    page?.texts.push(...texts.filter(({ text }) => text !== '').map((text) => ({ ...text, y })));
    if (rule === true) page?.rules.push({ from: left, to: right, y: y + 5 });
    y += height;
  }
  return pages.map((page, at) => {
    const text = `Page ${at + 1} of ${pages.length}`;
    return { ...page, texts: [...page.texts, { x: right, y: 810, text, size: 8, right: true }] };
  });
}

/** Lines no wider than `width`; a word that is wider is cut. */
function wrapped(text: string, width: number, size: number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split(/\r?\n/)) {
    let line = '';
    for (const word of paragraph.split(/(?<=\s)/).flatMap((piece) => pieces(piece, width, size))) {
      if (line !== '' && textWidth(line + word.trimEnd(), size) > width) {
        lines.push(line.trimEnd());
        line = '';
      }
      line += word;
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

function pieces(word: string, width: number, size: number): readonly string[] {
  if (textWidth(word, size) <= width) return [word];
  const most = Math.floor((width * 1000) / (1015 * size));
  return word.match(new RegExp(`.{1,${most}}`, 'gsu')) ?? [word];
}

/** The text as far as it has room on one line of size 10 or 11. */
function fitted(text: string, width: number): string {
  if (textWidth(text, 11) <= width) return text;
  const [line = ''] = wrapped(text, width - 10, 11);
  return `${line}…`;
}

/** `1,234.50`; more decimals where there are more. */
function money(value: Json | undefined): string {
  const amount = decimalOf(value);
  if (amount === undefined) return '';
  return groupedText(amount, Math.max(2, amount.places)).replace(/(\.\d\d\d*?)0+$/, '$1');
}

function plain(value: Json | undefined): string {
  const amount = decimalOf(value);
  return amount === undefined ? '' : toText(amount, amount.places);
}
