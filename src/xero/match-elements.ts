/** Finds each document's element in a reply, whose order Xero does not promise: by ID, by number, by content, then by position where the content agrees. */

import { formatDecimal, parseDecimal } from '../model/decimal.ts';
import type { EntityShape } from '../model/entity.ts';
import { foldKey } from '../model/index-facts.ts';
import { type ExactObject, parseExactJson, textAt } from './exact-json.ts';
import type { ReplyMember } from './reply-reading.ts';
import { agreesInFull, echoOf, sameValue } from './same-content.ts';

type Key<T> = (entry: T) => string;

/** One entry per member, in their order; undefined where no element surely is its own. */
export function matchElements(
  entity: EntityShape,
  members: readonly ReplyMember[],
  elements: readonly ExactObject[],
): readonly (ExactObject | undefined)[] {
  const found: (ExactObject | undefined)[] = members.map(() => undefined);
  const free = new Set(elements);
  const { idField, numberField } = entity;
  claim(
    members,
    elements,
    found,
    free,
    (member) => member.id ?? '',
    (element) => textAt(element, idField),
  );
  if (numberField !== undefined) {
    claim(
      members,
      elements,
      found,
      free,
      (member) => member.number ?? '',
      (element) => textAt(element, numberField),
    );
  }
  const sent = new Set(members.flatMap((member) => Object.keys(member.echo ?? {})));
  const paths = [...sent].filter((path) => elements.some((element) => echoOf(element, path) !== ''));
  const given = new Set(members.map((member) => foldKey(member.number ?? '')));
  const givenNumber = (element: ExactObject): string => {
    const number = numberField === undefined ? '' : textAt(element, numberField);
    return given.has(foldKey(number)) ? number : '';
  };
  claim(
    members,
    elements,
    found,
    free,
    ({ number = '', echo }) => contentKey([number, ...paths.map((path) => echo?.[path] ?? '')]),
    (element) => contentKey([givenNumber(element), ...paths.map((path) => echoOf(element, path))]),
  );
  claimInFull(members, found, free);
  if (members.length !== elements.length) return found;
  const alone = members.length === 1;
  return members.map((member, index) => {
    const element = elements[index]!;
    if (found[index] !== undefined || !free.has(element)) return found[index];
    return agrees(entity, member, element, alone) ? element : undefined;
  });
}

/** Pairs members and elements whose key is equal and belongs to one of each alone. */
function claim(
  members: readonly ReplyMember[],
  elements: readonly ExactObject[],
  found: (ExactObject | undefined)[],
  free: Set<ExactObject>,
  memberKey: Key<ReplyMember>,
  elementKey: Key<ExactObject>,
): void {
  const owners = index(
    members.keys().filter((place) => found[place] === undefined),
    (place) => memberKey(members[place]!),
  );
  const offers = index(
    elements.values().filter((element) => free.has(element)),
    elementKey,
  );
  for (const [key, places] of owners) {
    const candidates = offers.get(key) ?? [];
    if (places.length !== 1 || candidates.length !== 1) continue;
    found[places[0]!] = candidates[0]!;
    free.delete(candidates[0]!);
  }
}

/** Pairs what is left where all that was sent, lines included, agrees with one element alone, and that with no other member. */
function claimInFull(
  members: readonly ReplyMember[],
  found: (ExactObject | undefined)[],
  free: Set<ExactObject>,
): void {
  const left = members.keys().filter((place) => found[place] === undefined && members[place]!.body !== undefined);
  const bodies = [...left].map((place) => ({ place, body: parseExactJson(members[place]!.body!) ?? {} }));
  if (bodies.length < 2) return;
  const pairs = [...free].flatMap((element) => {
    const own = bodies.filter(({ body }) => agreesInFull(body, element));
    return own.length === 1 ? [{ place: own[0]!.place, element }] : [];
  });
  for (const { place, element } of pairs) {
    if (pairs.filter((pair) => pair.place === place).length > 1) continue;
    found[place] = element;
    free.delete(element);
  }
}

function index<T>(entries: Iterable<T>, key: Key<T>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const folded = foldKey(key(entry));
    if (folded === '') continue;
    const group = groups.get(folded);
    if (group === undefined) groups.set(folded, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** Whether the element at a member's position is its own: nothing contradicts it and, unless it is the only one, something confirms it. */
function agrees(entity: EntityShape, member: ReplyMember, element: ExactObject, alone: boolean): boolean {
  const { numberField } = entity;
  const elementNumber = numberField === undefined ? '' : textAt(element, numberField);
  if (differs(member.number, elementNumber)) return false;
  if (differs(member.id, textAt(element, entity.idField).replace(/^[0-]*$/, ''))) return false;
  let confirmed = alone || (member.number !== undefined && elementNumber !== '');
  for (const [path, sent] of Object.entries(member.echo ?? {})) {
    const echoed = echoOf(element, path);
    if (echoed === '' || sent === '') continue;
    if (!sameValue(sent, echoed)) return false;
    confirmed = true;
  }
  return confirmed;
}

function differs(sent: string | undefined, echoed: string): boolean {
  return sent !== undefined && echoed !== '' && foldKey(sent) !== foldKey(echoed);
}

/** "" where nothing is said. */
function contentKey(texts: readonly string[]): string {
  const values = texts.map((text) => {
    const number = parseDecimal(text);
    return number === undefined ? foldKey(text) : formatDecimal(number);
  });
  return values.every((value) => value === '') ? '' : JSON.stringify(values);
}
