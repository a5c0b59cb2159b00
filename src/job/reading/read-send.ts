/** Reads `send`: how existing records are found and what is done with them. */

import type { Field } from '../../model/entity.ts';
import type { Send } from '../../model/job.ts';
import { mostDocuments } from '../../model/most-documents.ts';
import type { Action, Entity } from '../../model/registry.ts';
import { didYouMean, type Problems } from '../problems.ts';
import type { JobNode, MapEntry } from '../yaml/job-node.ts';
import { given, type Keys, read, readChoice, readKeys, readMap, readTexts, readWhole } from './read-node.ts';

export const SEND_KEYS = ['mode', 'match', 'existing', 'contacts', 'batch', 'invalid'] as const;
export const ACTION_SEND_KEYS = ['match', 'batch', 'invalid'] as const;
export const MODES = ['create', 'update', 'upsert'] as const;
export const EXISTING = ['error', 'skip'] as const;
export const CONTACTS = ['create', 'update', 'existing'] as const;
export const INVALID = ['stop', 'skip'] as const;

const DEFAULTS: Send = { mode: 'create', existing: 'error', contacts: 'create', invalid: 'stop' };

const ACTION_DEFAULTS: Send = { ...DEFAULTS, mode: 'update', contacts: 'existing' };

/** What a job writes, and how its verb says so. */
export interface Sent {
  readonly entity: Entity;
  /** Of an action job, which acts on existing records. */
  readonly action?: Action;
  /** Where the verb itself says it: `update: Contacts`. */
  readonly mode?: Send['mode'];
}

export function readSend(entry: MapEntry | undefined, sent: Sent, problems: Problems): Send {
  const { entity, action, mode: said } = sent;
  const defaults: Send = action === undefined ? { ...DEFAULTS, ...given({ mode: said }) } : ACTION_DEFAULTS;
  const map = entry && readMap(entry.value, '`send`', 'send: { batch: 50 }', problems);
  if (map === undefined) return defaults;
  const known = action === undefined ? SEND_KEYS : ACTION_SEND_KEYS;
  const keys = readKeys(map, known, action === undefined ? '`send`' : `\`send\` of \`${action.name}\``, problems);
  const mode = keys.get('mode');
  if (mode !== undefined && said !== undefined) {
    const message = `\`${said}\` at the head of the job is the mode already. Leave \`mode\` out.`;
    problems.add(mode.keyAt, 'send', message, 'mode');
    return defaults;
  }
  const send: Send = {
    ...defaults,
    ...given({
      mode: read(keys, 'mode', (node) => readMode(node, entity, problems), problems),
      match: read(keys, 'match', (node) => readMatch(node, entity, problems), problems),
      existing: read(keys, 'existing', (node) => readChoice(node, '`existing`', EXISTING, problems), problems),
      contacts: read(keys, 'contacts', (node) => readContacts(node, entity, problems), problems),
      batch: read(keys, 'batch', (node) => readBatch(node, sent, problems), problems),
      invalid: read(keys, 'invalid', (node) => readChoice(node, '`invalid`', INVALID, problems), problems),
    }),
  };
  checkExisting(keys, send, problems);
  return send;
}

function readMode(node: JobNode, entity: Entity, problems: Problems): Send['mode'] | undefined {
  const mode = readChoice(node, '`mode`', MODES, problems);
  if (mode === undefined || mode === 'create' || entity.update !== undefined) return mode;
  const message = `${entity.name} cannot be changed in Xero once they are there, only created. Leave \`mode: ${mode}\` out; to correct one, remove it in Xero and import it again.`;
  problems.add(node.at, 'mode', message, mode);
  return undefined;
}

function readMatch(node: JobNode, entity: Entity, problems: Problems): readonly string[] | undefined {
  const names = entity.fields.map((field) => field.name);
  const texts = readTexts(node, '`match`', problems);
  for (const { text, at } of texts) {
    const field = entity.fields.find(({ name }) => name === text);
    if (field === undefined)
      problems.add(at, 'unknown-field', `\`${text}\` is no field of ${entity.name}.${didYouMean(text, names)}`, text);
    else if (!recognises(field)) problems.add(at, 'send', unfit(text), text);
  }
  return texts.length === 0 ? undefined : texts.map((text) => text.text);
}

/** Amounts are written in many ways and computed by Xero, and short names are not part of a record. */
function recognises({ type, notSent, names }: Field): boolean {
  if (notSent === true) return names === 'contact';
  return type !== 'decimal' && type !== 'integer' && type !== 'boolean';
}

function unfit(field: string): string {
  return `Records cannot be recognised by \`${field}\`. Name fields that hold a text, a date or an identifier, such as a number or a reference.`;
}

function readContacts(node: JobNode, entity: Entity, problems: Problems): Send['contacts'] | undefined {
  const word = readChoice(node, '`contacts`', CONTACTS, problems);
  const named = entity.fields.some((field) => field.names === 'contact' || field.names === 'contact-name');
  if (word === undefined || named) return word;
  problems.add(
    node.at,
    'send',
    `\`contacts\` is about the contact of a document, and ${entity.name} name none. Leave it out.`,
  );
  return undefined;
}

function readBatch(node: JobNode, { entity, action }: Sent, problems: Problems): number | undefined {
  const routes = action === undefined ? [entity.create, entity.update] : [action.route];
  const most = Math.max(1, ...routes.map(mostDocuments));
  return readWhole(node, '`batch`', { least: 1, most }, problems);
}

function checkExisting(keys: Keys, send: Send, problems: Problems): void {
  const entry = keys.get('existing');
  if (entry === undefined || send.existing !== 'skip' || send.mode === 'create') return;
  const message = `\`existing: skip\` leaves existing ones as they are, and \`mode: ${send.mode}\` changes them. Keep one of the two.`;
  problems.add(entry.keyAt, 'send', message, 'existing');
}
