/** Holds a recorded request against Xero's published API: call, query, headers, and its body field by field. */

import type { RecordedRequest } from './request-recorder.ts';
import { type FieldFact, xeroFacts } from './xero-facts.ts';
import { LISTS, MOST_IN_LIST, operations, PARAMETERS, strangeConditions } from './xero-operations.ts';

const BASE = '/api.xro/2.0';
/** Servers and proxies in between commonly take no longer request line. */
const LONGEST_TARGET = 4000;
/** Xero's guidance on the size of a body. */
const MOST_BYTES = 3_500_000;
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const HEADERS: Readonly<Record<string, RegExp>> = {
  host: /^127\.0\.0\.1:\d+$/,
  connection: /^keep-alive$/,
  accept: /^(?:application\/(?:json|pdf)|image\/png)$/,
  authorization: /^Bearer \S+$/,
  'user-agent': /^rowpost\/\d/,
  'xero-tenant-id': GUID,
  'content-type': /^(?:application\/(?:json|pdf)|image\/png)$/,
  'content-length': /^\d+$/,
  'idempotency-key': /^[\x21-\x7e]{1,128}$/,
  'if-modified-since': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/,
};
const ALWAYS = ['accept', 'authorization', 'user-agent', 'xero-tenant-id'];
/** Xero answers 411 to a write that does not tell its length, 0 included; a DELETE has neither body nor key. */
const WRITING = ['content-length', 'idempotency-key'];

/** Writes of one element each, of which a refusal by itself tells more than its place in a list. */
const ALONE = new Set([`${BASE}/BatchPayments`]);

/** What Xero would not take or would misread, in words; none where all is well. */
export function problemsOf(request: RecordedRequest): readonly string[] {
  const { method, target } = request;
  const url = new URL(target, 'http://host');
  const path = url.pathname
    .slice(BASE.length)
    .replace(/(?<=\/)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=\/|$)/g, '{id}')
    .replace(/(?<=\/Attachments\/)[^/{}]+$/, '{name}');
  const call = `${method} ${path}`;
  const parameters = url.pathname.startsWith(`${BASE}/`) ? operations.get(call) : undefined;
  if (parameters === undefined) return [`${method} ${url.pathname}: no such call`];
  const problems = [...queryProblems(url, parameters), ...headerProblems(request), ...bodyProblems(request, url)];
  if (target.length > LONGEST_TARGET) problems.push(`address of ${target.length} characters`);
  return problems.map((problem) => `${call}: ${problem}`);
}

function queryProblems(url: URL, parameters: readonly string[]): string[] {
  const problems: string[] = [];
  const names = [...url.searchParams.keys()];
  for (const [name, value] of url.searchParams) {
    const form = PARAMETERS[name];
    if (!parameters.includes(name) || form === undefined) problems.push(`no parameter ${name}`);
    const parts = LISTS.has(name) ? value.split(',') : [value];
    if (parts.length > MOST_IN_LIST) problems.push(`${parts.length} values in ${name}`);
    for (const part of parts) if (form?.test(part) === false) problems.push(`${name}=${part}`);
    if (name === 'where') problems.push(...strangeConditions(value).map((condition) => `where ${condition}`));
  }
  if (new Set(names).size < names.length) problems.push('a parameter is given twice');
  const lacks = parameters.includes('summarizeErrors') && !names.includes('summarizeErrors');
  if (lacks && !ALONE.has(url.pathname)) problems.push('no summarizeErrors');
  return problems;
}

function headerProblems({ method, headers, body }: RecordedRequest): string[] {
  const needed = [
    ...ALWAYS,
    ...(method === 'GET' || method === 'DELETE' ? [] : WRITING),
    ...(body === '' ? [] : ['content-type']),
  ];
  const problems = needed.filter((name) => headers[name] === undefined).map((name) => `no header ${name}`);
  for (const [name, value] of Object.entries(headers)) {
    if (HEADERS[name]?.test(value) !== true) problems.push(`header ${name}: ${value}`);
    if (method === 'GET' && WRITING.includes(name)) problems.push(`header ${name} without a body`);
  }
  return problems;
}

/** Resources that are sent one by one, without an envelope. */
const BARE = new Set(
  `Accounts Currencies ExpenseClaims LinkedTransactions Options Receipts TaxRates TrackingCategories`.split(' '),
);
/** Payments that are taken back: their status alone. */
const TAKEN_BACK = /\/(?:Payments|BatchPayments)\/[^/]+$/;
/** What elements are called where that is not the resource without its s. */
const SINGULAR: Readonly<Record<string, string>> = {
  Currencies: 'Currency',
  Options: 'TrackingOption',
  TrackingCategories: 'TrackingCategory',
  'ContactGroups/Contacts': 'GroupMember',
};

function bodyProblems({ method, body }: RecordedRequest, url: URL): string[] {
  if (method === 'GET' || method === 'DELETE' || url.pathname.endsWith('/Email')) return body === '' ? [] : ['a body'];
  if (url.pathname.includes('/Attachments/')) return body === '' ? ['no file'] : [];
  if (Buffer.byteLength(body) > MOST_BYTES) return ['body too large'];
  const json: unknown = JSON.parse(body);
  const problems = JSON.stringify(json) === body ? [] : ['a name given twice, or a number not in plain digits'];
  if (url.pathname.endsWith('/History')) return [...problems, ...noteProblems(json)];
  const names = url.pathname
    .slice(BASE.length + 1)
    .split('/')
    .filter((part) => !GUID.test(part));
  const name = names.at(-1)!;
  const object = SINGULAR[names.join('/')] ?? SINGULAR[name] ?? name.slice(0, -1);
  if (BARE.has(name) || TAKEN_BACK.test(url.pathname)) return [...problems, ...objectProblems(object, json, object)];
  if (!isObject(json) || Object.keys(json).join() !== name) return [...problems, `no envelope ${name}`];
  const elements = json[name];
  if (!Array.isArray(elements) || elements.length === 0) return [...problems, `${name} is no list`];
  const idField = `${object}ID`;
  for (const element of elements) {
    problems.push(...objectProblems(object, element, object));
    if (method === 'PUT' && isObject(element) && idField in element) problems.push(`${idField} of a new record`);
  }
  return problems;
}

/** Records with nothing but a text of at most 2,500 characters. */
function noteProblems(json: unknown): string[] {
  const records = isObject(json) && Object.keys(json).join() === 'HistoryRecords' ? json.HistoryRecords : undefined;
  if (!Array.isArray(records) || records.length === 0) return ['no HistoryRecords'];
  return records.flatMap((record) => {
    const { Details, ...more } = isObject(record) ? record : {};
    const isNote = typeof Details === 'string' && Details !== '' && Details.length <= 2500;
    return isNote && Object.keys(more).length === 0 ? [] : ['a record that is no note'];
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Totals that go with a rounding, and only with one. */
const ROUNDED = ['SubTotal', 'TotalTax', 'Total'];

function objectProblems(object: string, value: unknown, path: string): string[] {
  const facts = xeroFacts.get(object);
  if (facts === undefined) return [`${path}: ${object} is not described`];
  if (!isObject(value)) return [`${path} is no object`];
  if (Object.keys(value).length === 0) return [`${path} is empty`];
  return Object.entries(value).flatMap(([name, part]) => {
    const fact = facts.get(name);
    const place = `${path}.${name}`;
    if (fact === undefined) return [`${place} does not exist`];
    const told = fact.computed && !(ROUNDED.includes(name) && 'RoundingAmount' in value);
    return told ? [`${place} is not Xero's to be told`] : valueProblems(fact, part, place);
  });
}

function valueProblems({ kind, detail }: FieldFact, value: unknown, path: string): string[] {
  if (kind === 'object') return objectProblems(detail, value, path);
  if (kind === 'list') {
    if (!Array.isArray(value) || value.length === 0) return [`${path} is no list, or empty`];
    return value.flatMap((element, index) => objectProblems(detail, element, `${path}[${index}]`));
  }
  const told = JSON.stringify(value);
  return isLegal(kind, detail, value) ? [] : [`${path} is ${told.slice(0, 60)}, no ${kind} ${detail}`];
}

function isLegal(kind: string, detail: string, value: unknown): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string' && value !== '' && value.length <= Number(detail || Number.POSITIVE_INFINITY);
    case 'choice':
      return typeof value === 'string' && detail.split(',').includes(value);
    case 'currency':
      return typeof value === 'string' && /^[A-Z]{3}$/.test(value);
    case 'id':
      return typeof value === 'string' && GUID.test(value);
    case 'date':
      return typeof value === 'string' && isDay(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value);
    case 'decimal':
      return typeof value === 'number';
    default:
      return false;
  }
}

/** A day of the calendar as `YYYY-MM-DD`. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
