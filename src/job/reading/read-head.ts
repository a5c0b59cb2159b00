/** Reads what a job is: its one verb with the entity, and whether its keys are those of such a job. */

import { findTask, subjectsOf } from '../../model/find-task.ts';
import type { Place, Send } from '../../model/job.ts';
import type { Action, Entity, Registry, Verb } from '../../model/registry.ts';
import { allOf, didYouMean, oneOf, type Problems } from '../problems.ts';
import { FILE_START, type MapEntry, type MapNode } from '../yaml/job-node.ts';
import { type JobKind, misplacedKey, TOP_KEYS } from './job-keys.ts';
import { given, type Keys, readKeys, readWord } from './read-node.ts';
import { MODES } from './read-send.ts';
import { isWorkbook } from './read-workbook.ts';

export type Head = ImportHead | ReadingHead;

/** An import, or an action on existing records. */
export interface ImportHead {
  readonly kind: 'import' | 'action';
  /** Of an action, as `findTask` shapes it. */
  readonly entity: Entity;
  readonly action?: Action;
  /** Of `create`, `update` and `upsert`, which say it themselves. */
  readonly mode?: Send['mode'];
  readonly keys: Keys;
  /** Where the verb stands. */
  readonly at: Place;
}

/** A job that reads Xero; what its verb names is read by its own reader. */
export interface ReadingHead {
  readonly kind: 'export' | 'sheets' | 'workbook' | 'reconcile';
  readonly verb: MapEntry;
  /** Those besides the verb. */
  readonly keys: Keys;
  /** Where the verb stands. */
  readonly at: Place;
}

/** No job has as many keys; a file with more is something else, and suggestions would take long. */
const MOST_KEYS = 100;

const RESERVED: readonly string[] = ['include', 'rules', 'cases'];

/** Undefined where the job is none that can be read further; problems are added. */
export function readHead(root: MapNode, registry: Registry, problems: Problems): Head | undefined {
  const verbs = root.entries.filter((entry) => isVerb(entry.key, registry));
  const [verb] = verbs;
  if (verb === undefined) {
    addNoVerb(root, registry, problems);
    return undefined;
  }
  const second = verbs[1];
  if (second !== undefined) {
    const message = `A job does one thing, and this one names ${allOf(verbs.map((entry) => entry.key))}. Make a file of each.`;
    problems.add(second.keyAt, 'several-verbs', message, second.key);
    return undefined;
  }
  const reading = READING.find((kind) => kind === verb.key);
  if (reading !== undefined) {
    const kind = reading === 'sheets' && isWorkbook(verb, writingVerbs(registry)) ? 'workbook' : reading;
    return { kind, verb, keys: readTopKeys(root, verb, kind, problems), at: verb.keyAt };
  }
  const action = registry.actions.find((candidate) => candidate.name === verb.key);
  if (action !== undefined) return readAction(root, verb, action, registry, problems);
  const keys = readTopKeys(root, verb, 'import', problems);
  const mode = MODES.find((candidate) => candidate === verb.key);
  const entity = readEntity(verb, importable(registry, mode), problems);
  return entity && { kind: 'import', entity, keys, at: verb.keyAt, ...given({ mode }) };
}

function readAction(
  root: MapNode,
  verb: MapEntry,
  word: Verb,
  registry: Registry,
  problems: Problems,
): ImportHead | undefined {
  const keys = readTopKeys(root, verb, 'action', problems);
  const entity = readEntity(verb, subjectsOf(word, registry), problems);
  const task = entity && findTask(registry, { entity: entity.name, action: word.name });
  if (task?.action === undefined) return undefined;
  const output = keys.get('output');
  if (output !== undefined && task.action.output !== true) {
    const message = `\`output\` belongs to jobs that write files; \`${verb.key}\` writes to Xero. Leave it out.`;
    problems.add(output.keyAt, 'unknown-key', message, 'output');
  }
  return { kind: 'action', entity: task.entity, action: task.action, keys, at: verb.keyAt };
}

/** Verbs of jobs that write to Xero, or act on what is there. */
function writingVerbs({ actions }: Registry): readonly string[] {
  return [...IMPORTING, ...actions.map(({ name }) => name)];
}

/** What may be imported in that mode. */
function importable({ entities }: Registry, mode: Send['mode'] | undefined): readonly Entity[] {
  return entities.filter(({ create, update }) => {
    if (mode === 'create') return create !== undefined;
    if (mode === undefined) return create !== undefined || update !== undefined;
    return update !== undefined;
  });
}

/** Verbs of jobs that read Xero. */
export const READING = ['export', 'sheets', 'reconcile'] as const;
/** Verbs that any registry has. */
export const IMPORTING: readonly string[] = ['import', ...MODES];
const VERBS: readonly string[] = [...IMPORTING, ...READING];

function isVerb(word: string, registry: Registry): boolean {
  return VERBS.includes(word) || registry.actions.some((action) => action.name === word);
}

function addNoVerb(root: MapNode, registry: Registry, problems: Problems): void {
  const verbs = [...VERBS, ...registry.actions.map((action) => action.name)];
  const known = new Set(Object.values(TOP_KEYS).flat());
  for (const entry of root.entries.slice(0, MOST_KEYS)) {
    if (known.has(entry.key)) continue;
    const near = didYouMean(entry.key, verbs);
    if (near === '') continue;
    problems.add(entry.keyAt, 'unknown-key', `A job has no key \`${entry.key}\`.${near}`, entry.key);
    return;
  }
  const at = root.entries[0]?.keyAt ?? FILE_START;
  problems.add(at, 'missing-verb', 'The job does not say what it does. Add `import: Invoices`, or another entity.');
}

function readTopKeys(root: MapNode, verb: MapEntry, kind: JobKind, problems: Problems): Keys {
  const known = TOP_KEYS[kind];
  const rest = root.entries.filter((entry) => {
    if (entry === verb) return false;
    if (RESERVED.includes(entry.key)) {
      problems.add(entry.keyAt, 'reserved', `\`${entry.key}\` is reserved for a later version.`, entry.key);
      return false;
    }
    const misplaced = known.includes(entry.key) ? undefined : misplacedKey(entry.key, kind, verb.key);
    if (misplaced === undefined) return true;
    problems.add(entry.keyAt, 'unknown-key', `\`${entry.key}\` ${misplaced}`, entry.key);
    return false;
  });
  return readKeys({ ...root, entries: rest }, known, 'A job', problems);
}

function readEntity(verb: MapEntry, known: readonly Entity[], problems: Problems): Entity | undefined {
  const text = readWord(verb.value, `\`${verb.key}\``, problems);
  if (text === undefined) return undefined;
  const entity = known.find((candidate) => candidate.name === text.text);
  if (entity !== undefined) return entity;
  const names = known.map((candidate) => candidate.name);
  const near = didYouMean(text.text, names);
  const message = `\`${verb.key}\` does not know \`${text.text}\`.${near === '' ? ` It takes ${oneOf(names)}.` : near}`;
  problems.add(text.at, 'unknown-entity', message, text.text);
  return undefined;
}
