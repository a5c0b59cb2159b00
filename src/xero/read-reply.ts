/** Reads the reply to a write: what became of each document sent, or why nothing can be said of any. */

import type { EntityShape, Route } from '../model/entity.ts';
import type { ApiReply } from './api.ts';
import { withCorrelation } from './correlation.ts';
import { type ExactJson, type ExactObject, isObject, listAt, parseExactJson, textAt } from './exact-json.ts';
import { matchElements } from './match-elements.ts';
import { readMessages } from './read-messages.ts';
import type { MemberReading, ReplyMember, ReplyMessage, ReplyReading, WholeProblem } from './reply-reading.ts';

export type { MemberReading, ReplyMember, ReplyReading, WholeProblem };

const NO_ID = /^[0-]*$/;
const LONGEST_MESSAGE = 300;
const SILENT: readonly ReplyMessage[] = [{ text: 'Xero refused it without saying why', warning: false }];

/**
 * With summarizeErrors=false an element is saved only with OK or WARNING and an ID other than zeros; elsewhere only by a
 * 2xx reply without ValidationErrors and with such an ID, or by a 204. Everything doubtful is `missing`.
 */
export function readWriteReply(
  entity: EntityShape,
  route: Route,
  members: readonly ReplyMember[],
  reply: ApiReply,
): ReplyReading {
  if (route.replyId !== undefined) return readInner(entity, route, route.replyId, members, reply);
  const read = readReply(entity, route, members, reply);
  return 'whole' in read ? read : { members: read.members.map((member) => named(member, reply)) };
}

/** What was made within a record: told from others by its place alone, and not by the record's own ID or number. */
function readInner(
  { numberField: _numberField, ...entity }: EntityShape,
  { replyId: _replyId, ...route }: Route,
  idField: string,
  members: readonly ReplyMember[],
  reply: ApiReply,
): ReplyReading {
  const bare = members.map(({ document }) => ({ document }));
  const read = readWriteReply({ ...entity, idField }, route, bare, reply);
  if ('whole' in read) return read;
  return {
    members: read.members.map(({ id, ...member }) => (id === undefined ? member : { ...member, innerId: id })),
  };
}

/** The last of Xero's errors names the call. */
function named(member: MemberReading, reply: ApiReply): MemberReading {
  if (member.outcome !== 'rejected') return member;
  const last = member.messages.findLastIndex(({ warning }) => !warning);
  const name = (message: ReplyMessage, index: number) =>
    index === last ? { ...message, text: withCorrelation(message.text, reply) } : message;
  return { ...member, messages: member.messages.map(name) };
}

function readReply(entity: EntityShape, route: Route, members: readonly ReplyMember[], reply: ApiReply): ReplyReading {
  if (reply.status === 204) return { members: members.map(savedWithoutBody) };
  const json = parseExactJson(reply.body);
  if (reply.status >= 200 && reply.status <= 299) {
    const elements = isObject(json) ? elementsOf(entity, route, json) : undefined;
    if (elements === undefined) return problem('malformed', reply, json);
    const matched = matchElements(entity, members, elements);
    const judge = route.summarizeErrors ? judgeByStatus : judgeByErrors;
    return { members: members.map((member, index) => reading(entity, member, matched[index], judge)) };
  }
  if (reply.status === 413) return problem('too-large', reply, json);
  if (reply.status >= 500) return problem('server-error', reply, json);
  if (reply.status === 400 && /idempotency key: .*different request/is.test(reply.body)) {
    return problem('key-conflict', reply, json);
  }
  if (reply.status === 409) return problem('in-flight', reply, json);
  const refusedElements = reply.status === 400 ? listAt(json, 'Elements') : [];
  const refused = readRefused(entity, members, refusedElements);
  return refused ?? problem(refusedElements.length > 0 ? 'malformed' : 'bad-request', reply, json);
}

function savedWithoutBody(member: ReplyMember): MemberReading {
  return {
    document: member.document,
    outcome: 'saved',
    messages: [],
    ...(member.id === undefined ? {} : { id: member.id }),
    ...(member.number === undefined ? {} : { number: member.number }),
  };
}

/** The envelope's array: named like the entity, or like the route's last part (`/CreditNotes/{id}/Allocations`). */
function elementsOf(entity: EntityShape, route: Route, json: ExactObject): readonly ExactObject[] | undefined {
  const last = route.path.split('/').findLast((part) => part !== '' && !part.startsWith('{'));
  for (const name of [last ?? '', entity.name]) {
    if (Array.isArray(json[name])) return listAt(json, name);
  }
  return undefined;
}

type Judge = (
  element: ExactObject,
  member: ReplyMember,
  identified: boolean,
  flawed: boolean,
) => 'saved' | 'rejected' | 'missing';

function reading(
  entity: EntityShape,
  member: ReplyMember,
  element: ExactObject | undefined,
  judge: Judge,
): MemberReading {
  if (element === undefined) return { document: member.document, outcome: 'missing', messages: [] };
  const id = textAt(element, entity.idField);
  const number = entity.numberField === undefined ? '' : textAt(element, entity.numberField);
  const identified = !NO_ID.test(id);
  let messages = readMessages(element);
  const verdict = judge(
    element,
    member,
    identified,
    messages.some((message) => !message.warning),
  );
  const saved = verdict === 'saved';
  if (verdict === 'rejected' && messages.length === 0) messages = SILENT;
  return {
    document: member.document,
    outcome: saved && messages.length > 0 ? 'warned' : verdict,
    messages: saved ? messages.map(({ text }) => ({ text, warning: true })) : messages,
    ...(identified && verdict !== 'rejected' ? { id } : {}),
    ...(number === '' ? {} : { number }),
  };
}

/** Under summarizeErrors=false every element says what became of it; one that contradicts itself is looked up. */
const judgeByStatus: Judge = (element, _member, identified) => {
  const status = textAt(element, 'StatusAttributeString').toUpperCase();
  if (status === 'ERROR') return 'rejected';
  const failed = textAt(element, 'HasErrors') === 'true' || textAt(element, 'HasValidationErrors') === 'true';
  return (status === 'OK' || status === 'WARNING') && identified && !failed ? 'saved' : 'missing';
};

/** An element with errors that got an ID all the same may exist: it is looked up. */
const judgeByErrors: Judge = (_element, member, identified, flawed) => {
  if (!flawed) return identified ? 'saved' : 'missing';
  return identified && member.id === undefined ? 'missing' : 'rejected';
};

/** A 400 lists only what failed; what it does not list may have been saved. Undefined where no member is recognised. */
function readRefused(
  entity: EntityShape,
  members: readonly ReplyMember[],
  elements: readonly ExactObject[],
): ReplyReading | undefined {
  const matched = matchElements(entity, members, elements);
  if (matched.every((element) => element === undefined)) return undefined;
  return { members: members.map((member, index) => reading(entity, member, matched[index], () => 'rejected')) };
}

function problem(kind: WholeProblem['kind'], reply: ApiReply, json: ExactJson | undefined): ReplyReading {
  return { whole: { kind, message: problemText(reply, json) } };
}

/** Xero's own words, whatever envelope they come in, and its name for the call. */
export function problemText(reply: ApiReply, json: ExactJson | undefined = parseExactJson(reply.body)): string {
  const told = ['Message', 'Detail', 'detail', 'Title', 'title'].map((name) => textAt(json, name)).find((text) => text);
  const text = told ?? (isObject(json) ? '' : plainText(reply.body));
  const line = text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_MESSAGE);
  return withCorrelation(line === '' ? `HTTP ${reply.status} without a message` : line, reply);
}

/** A page's title, or its text. */
function plainText(body: string): string {
  const start = body.slice(0, 20_000);
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(start)?.[1];
  return title ?? start.replace(/<(script|style)\b[^>]*>.*?<\/\1>/gis, ' ').replace(/<[^>]*>/g, ' ');
}
