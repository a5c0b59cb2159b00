/** Words the questions that find records by their numbers or IDs, each short enough for a URL. */

import type { EntityShape } from '../model/entity.ts';
import { portions } from './portions.ts';

export type Query = Readonly<Record<string, string>>;

/** More than about 50 IDs are answered by 404. */
const MOST_IDS = 40;
/** The endpoints with the parameters IDs and summaryOnly. */
const LISTABLE = new Set(['Invoices', 'Contacts']);

/** So many questions at the least, told without wording them. */
export function leastQueries({ lookUp }: EntityShape, numbers: readonly string[]): number {
  return lookUp === undefined || lookUp.by === 'all' ? 0 : Math.ceil(numbers.length / lookUp.most);
}

/** Undefined where the entity cannot be asked for these numbers, so that all its records have to be read. */
export function numberQueries(entity: EntityShape, numbers: readonly string[]): readonly Query[] | undefined {
  const { lookUp } = entity;
  if (lookUp === undefined || lookUp.by === 'all') return undefined;
  const unfit = lookUp.most === 1 ? /^\s|\s$/ : /^\s|,|\s$/;
  const listed = lookUp.by === 'list' ? numbers.filter((number) => !unfit.test(number)) : [];
  const asked = lookUp.by === 'list' ? numbers.filter((number) => unfit.test(number)) : numbers;
  const field = lookUp.by === 'where' ? lookUp.field : entity.numberField;
  if (asked.length > 0 && (field === undefined || !entity.read.where || asked.some(hasQuotes))) return undefined;
  const lists = lookUp.by === 'list' ? portions(listed, lookUp.most, ',') : [];
  const conditions = asked.map((number) => `${field}=="${number}"`);
  return [
    ...lists.map((value) => ({ [lookUp.by === 'list' ? lookUp.parameter : '']: value })),
    ...portions(conditions, lookUp.most, ' OR ').map((where) => ({ where })),
  ];
}

/** Undefined where the collection is small and comes as a whole. */
export function idQueries(entity: EntityShape, ids: readonly string[]): readonly Query[] | undefined {
  if (LISTABLE.has(entity.name)) return portions(ids, MOST_IDS, ',').map((IDs) => ({ IDs }));
  if (entity.read.paging === 'none' || !entity.read.where) return undefined;
  const conditions = ids.map((id) => `${entity.idField}==guid("${id}")`);
  return portions(conditions, MOST_IDS, ' OR ').map((where) => ({ where }));
}

/** What is the same in every question: archived contacts count too, and a summary will do. */
export function summaryQuery(entity: EntityShape): Query {
  return { ...fullQuery(entity), ...(LISTABLE.has(entity.name) ? { summaryOnly: 'true' } : {}) };
}

/** With all that a job may recognise records by: a summary leaves out much of a contact. */
export function keyQuery(entity: EntityShape): Query {
  return entity.name === 'Contacts' ? fullQuery(entity) : summaryQuery(entity);
}

/** What lists leave out unless they are asked for it counts, too: archived contacts and tracking. */
export function fullQuery({ read }: EntityShape): Query {
  return { ...read.query, ...read.hidden?.query };
}

/** How Xero's expressions write a quotation mark within a text is not documented. */
function hasQuotes(number: string): boolean {
  return /["\\\p{Cc}]/u.test(number);
}
