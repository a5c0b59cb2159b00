/** Replies in XML, the API's own default: the JSON of a reply, in the shape that recorded XML replies have. */
import { decimalOf, round, toText } from '../books/decimal.ts';
import { isExactNumber, isObject, type Json, type JsonObject, parseJson, textOf } from '../json.ts';
import type { Reply } from './reply.ts';

const namespaces = 'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

/** Whether a request asks for JSON by name; the mere wildcard gets XML. */
export function wantsJson(accept: string): boolean {
  return /\b(application|text)\/([\w.-]+\+)?json\b/i.test(accept);
}

/** Whether a body is XML, as it is or in a form field. */
export function isXml(body: string): boolean {
  return /^\s*(?:\ufeff?<|xml=)/i.test(body);
}

export const xmlNotRead =
  'XML request body could not be read: this sandbox takes JSON only. Send JSON with Content-Type: application/json.';

/** The reply in XML; `segments` are those of the path, from the endpoint's name on. A reply that is no JSON, or one of the gateway's problems, stays as it is. */
export function xmlReply(reply: Reply, segments: readonly string[]): Reply {
  if (!reply.type.startsWith('application/json') || typeof reply.body !== 'string') return reply;
  const body = parseJson(reply.body);
  if (!isObject(body) || (body.ErrorNumber === undefined && body.Id === undefined)) return reply;
  return { ...reply, type: 'text/xml; charset=utf-8', body: toXml(body, collectionOf(segments)) };
}

/** What the elements of an error are: those of the endpoint, or of what it was asked for below a record. */
function collectionOf([endpoint = '', _id, sub = '']: readonly string[]): string {
  const below = ['HistoryRecords', 'Attachments', 'Allocations', 'Options'];
  return below.find((name) => sub !== '' && name.toLowerCase().startsWith(sub.toLowerCase())) ?? endpoint;
}

/** An envelope as `<Response>`, an error as `<ApiException>`; `collection` names what an error's elements are. */
export function toXml(body: JsonObject, collection: string): string {
  const isError = body.ErrorNumber !== undefined;
  const root = isError ? 'ApiException' : 'Response';
  const context: Context = { element: isError ? singular(collection) : undefined };
  return `<${root} ${namespaces}>${children(body, '  ', context)}\r\n</${root}>`;
}

interface Context {
  /** What the elements of an error are; undefined in a reply that is none. */
  readonly element: string | undefined;
}

function children(object: JsonObject, indent: string, context: Context): string {
  return Object.entries(object)
    .filter(([name]) => !isTwin(object, name))
    .map(([name, value]) => field(name, value, indent, context))
    .join('');
}

/** `DateString` beside `Date` is of JSON alone. */
function isTwin(object: JsonObject, name: string): boolean {
  return name.endsWith('String') && object[name.slice(0, -'String'.length)] !== undefined;
}

function field(name: string, value: Json | undefined, indent: string, context: Context): string {
  const start = `\r\n${indent}<${name}`;
  if (value === undefined || value === null || value === '') return '';
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((item) => element(name, item, `${indent}  `, context)).join('');
    if (items !== '') return `${start}>${items}\r\n${indent}</${name}>`;
    return context.element === undefined ? '' : `${start} />`;
  }
  if (!isObject(value)) return `${start}>${escaped(scalarText(name, value as Json))}</${name}>`;
  const inner = children(value, `${indent}  `, context);
  return inner === '' ? '' : `${start}>${inner}\r\n${indent}</${name}>`;
}

/** One element of a list. */
function element(list: string, item: Json, indent: string, context: Context): string {
  const isErrorElement = list === 'Elements' && context.element !== undefined;
  const name = isErrorElement ? 'DataContractBase' : singular(list);
  const type = isErrorElement ? ` xsi:type="${context.element}"` : '';
  if (!isObject(item)) return field(name, item, indent, context);
  const { StatusAttributeString, ...rest } = list === 'Allocations' ? allocation(item) : item;
  const status = typeof StatusAttributeString === 'string' ? ` status="${StatusAttributeString}"` : '';
  const inner = children(rest, `${indent}  `, context);
  const start = `\r\n${indent}<${name}${type}${status}`;
  return inner === '' ? `${start} />` : `${start}>${inner}\r\n${indent}</${name}>`;
}

/** What JSON calls Amount on an allocation. */
function allocation({ Amount, ...rest }: JsonObject): JsonObject {
  return { AppliedAmount: Amount, ...rest };
}

const singulars: Readonly<Record<string, string>> = {
  Addresses: 'Address',
  InvoiceAddresses: 'InvoiceAddress',
  Tracking: 'TrackingCategory',
  Options: 'Option',
};

function singular(plural: string): string {
  const known = Object.hasOwn(singulars, plural) ? singulars[plural] : undefined;
  return known ?? plural.replace(/ies$/, 'y').replace(/s$/, '');
}

/** Decimal places that XML shows at least; other numbers stand as they are. */
const places: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    [
      ...['SubTotal', 'TotalTax', 'Total', 'TotalDiscount', 'AmountDue', 'AmountPaid', 'AmountCredited', 'Amount'],
      ...['AppliedAmount', 'RemainingCredit', 'LineAmount', 'TaxAmount', 'UnitAmount', 'UnitPrice', 'BankAmount'],
      ...['Outstanding', 'Overdue', 'NetAmount', 'GrossAmount', 'DiscountAmount'],
    ].map((name) => [name, 2]),
  ),
  Quantity: 4,
  CurrencyRate: 10,
};

function scalarText(name: string, value: Json): string {
  if (typeof value === 'string') return dateText(name, value);
  const least = Object.hasOwn(places, name) ? (places[name] ?? 0) : 0;
  const amount = typeof value === 'number' || isExactNumber(value) ? decimalOf(value) : undefined;
  if (amount !== undefined && amount.places < least) return toText(round(amount, least), least);
  return textOf(value) ?? String(value);
}

/** `/Date(ms+0000)/` as the local form without a zone; the time of the reply itself with Z. */
function dateText(name: string, text: string): string {
  const ms = /^\/Date\((-?\d+)(?:\+0000)?\)\/$/.exec(text)?.[1];
  if (ms === undefined) return text;
  const iso = new Date(Number(ms)).toISOString().slice(0, -1);
  return name === 'DateTimeUTC' ? `${iso}Z` : iso.replace(/\.?0+$/, '');
}

/** Characters that XML 1.0 cannot hold are left out. */
function escaped(text: string): string {
  const held = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
  return held.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
