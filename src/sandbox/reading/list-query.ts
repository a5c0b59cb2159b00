/** Reads a list's query: its page, its filters as conditions, and what has to be looked through. */
import { dayOf } from '../books/calendar.ts';
import type { Condition } from '../books/store.ts';
import type { Call } from '../server/call.ts';
import { errorReply, failureReply, refusal } from '../server/reply.ts';
import { elementTypes } from './field-types.ts';
import { isPaged, type ListFacts, listFacts } from './list-facts.ts';
import { conditionsOf } from './where-conditions.ts';
import type { Expression } from './where-expression.ts';
import { type OrderKey, parseOrder, parseWhere } from './where-parse.ts';

export interface Page {
  readonly number: number;
  readonly size: number;
}

export interface ListQuery {
  readonly facts: ListFacts;
  /** Undefined for the whole list. */
  readonly page: Page | undefined;
  readonly summaryOnly: boolean;
  /** What the books answer from their indexes. */
  readonly conditions: readonly Condition[];
  /** What has to be evaluated record by record; undefined when the conditions say it all. */
  readonly where: Expression | undefined;
  readonly order: readonly OrderKey[];
  /** In lower case; empty without. */
  readonly searchTerm: string;
  /** A field that is not optimised decides. */
  readonly isCostly: boolean;
}

/** The value of a parameter that the list is published with; undefined when it is blank or not given. */
export function parameterOf(call: Call, collection: string, name: string): string | undefined {
  const given = listFacts(collection).parameters.includes(name) ? call.query.get(name)?.trim() : undefined;
  return given === '' ? undefined : given;
}

export function isSet(call: Call, collection: string, name: string): boolean {
  return parameterOf(call, collection, name)?.toLowerCase() === 'true';
}

/** @throws a refusal with Xero's words for a filter or an order that cannot be read */
export function listQuery(call: Call, collection: string, hidden: readonly Condition[]): ListQuery {
  const facts = listFacts(collection);
  const type = elementTypes[collection] ?? collection;
  const source = parameterOf(call, collection, 'where');
  const ordering = parameterOf(call, collection, 'order');
  const where =
    source === undefined ? undefined : readable(() => parseWhere(source, type, call.settings.quotesInFilter));
  const order = ordering === undefined ? [] : readable(() => parseOrder(ordering, type));
  const indexed = where === undefined ? { conditions: [], complete: true } : conditionsOf(where, facts.places);
  const summaryOnly = isSet(call, collection, 'summaryOnly');
  return {
    facts,
    page: summaryOnly || asksForPage(call, collection) ? pageOf(call, collection) : undefined,
    summaryOnly,
    conditions: [...hidden, ...parameterConditions(call, collection), ...indexed.conditions],
    where: indexed.complete ? undefined : where,
    order,
    searchTerm: parameterOf(call, collection, 'searchTerm')?.toLowerCase() ?? '',
    isCostly: isCostly(facts, where, order),
  };
}

/** The parse errors of filters as Xero answers them. */
function readable<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === 'QueryParseException') throw refusal(errorReply(16, error.message));
    if (error.name === 'UnknownErrorException') throw refusal(failureReply());
    throw error;
  }
}

function asksForPage(call: Call, collection: string): boolean {
  if (listFacts(collection).alwaysPaged === true) return true;
  const asked = ['page', 'pageSize'].some((name) => call.query.has(name));
  return isPaged(collection) && (asked || parameterOf(call, collection, 'Statuses') !== undefined);
}

function pageOf(call: Call, collection: string): Page {
  const number = Math.trunc(Number(call.query.get('page') ?? '1'));
  const size = Math.trunc(Number(parameterOf(call, collection, 'pageSize') ?? '100'));
  return {
    number: Math.min(Math.max(number || 1, 1), 1e9),
    size: Math.min(Math.max(Number.isNaN(size) ? 100 : size, 1), 1000),
  };
}

const selectors = [
  ['IDs', 'id'],
  ['InvoiceNumbers', 'key'],
  ['References', 'label'],
  ['ContactIDs', 'parent'],
  ['Statuses', 'status'],
] as const;

/** Parameters of one value, of lists that know no `where`. */
const singles = [
  ['ContactID', 'parent'],
  ['QuoteNumber', 'key'],
  ['Status', 'status'],
] as const;

const bounds = [
  ['DateFrom', 'date', '>='],
  ['DateTo', 'date', '<='],
  ['ExpiryDateFrom', 'due', '>='],
  ['ExpiryDateTo', 'due', '<='],
] as const;

function parameterConditions(call: Call, collection: string): readonly Condition[] {
  const conditions: Condition[] = [];
  for (const [name, column] of selectors) {
    const given = parameterOf(call, collection, name);
    if (given === undefined) continue;
    const values = given.split(',').map((value) => value.trim());
    const cased = values.map((value) => (column === 'status' ? value.toUpperCase() : value.toLowerCase()));
    conditions.push({ column, operator: 'in', value: cased });
  }
  if (call.modifiedSince !== undefined && listFacts(collection).modifiedSince) {
    conditions.push({ column: 'updated', operator: '>=', value: call.modifiedSince });
  }
  return [...conditions, ...singleConditions(call, collection), ...boundConditions(call, collection)];
}

function singleConditions(call: Call, collection: string): readonly Condition[] {
  return singles.flatMap(([name, column]): readonly Condition[] => {
    const given = parameterOf(call, collection, name);
    if (given === undefined) return [];
    return [{ column, operator: '=', value: column === 'status' ? given.toUpperCase() : given.toLowerCase() }];
  });
}

/** A day that is none bounds nothing. */
function boundConditions(call: Call, collection: string): readonly Condition[] {
  return bounds.flatMap(([name, column, operator]): readonly Condition[] => {
    const value = dayOf(parameterOf(call, collection, name));
    return value === undefined ? [] : [{ column, operator, value }];
  });
}

/** Methods are never optimised, and of the fields just those named so. */
function isCostly({ optimised }: ListFacts, where: Expression | undefined, order: readonly OrderKey[]): boolean {
  if (optimised === undefined) return false;
  const parts = [...(where === undefined ? [] : partsOf(where)), ...order.flatMap(({ by }) => partsOf(by))];
  return parts.some(
    (part) =>
      part.kind === 'method' ||
      (part.kind === 'member' && part.member === 'Length') ||
      (part.kind === 'field' && !optimised.includes(part.path.join('.').toLowerCase())),
  );
}

/** An expression and all within it. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'field':
      return [expression];
    case 'all':
    case 'some':
      return [expression, ...expression.terms.flatMap(partsOf)];
    case 'compare':
      return [expression, ...partsOf(expression.left), ...partsOf(expression.right)];
    default:
      return [expression, ...partsOf(expression.of)];
  }
}
