/** Reads a job file: YAML to a job, or to all of its problems with line and column. */

import { basename } from 'node:path';
import type { Job } from '../model/any-job.ts';
import type { FieldMapping, GroupKey, ImportJob, JobProblem } from '../model/job.ts';
import type { Action, Entity, Registry } from '../model/registry.ts';
import type { Transform } from '../model/transform.ts';
import { createProblems, type Problems } from './problems.ts';
import { checkKeys, checkOwn, checkRequired, keyWays, type NamedFields, sameThing } from './reading/check-required.ts';
import { readActionOutput } from './reading/read-action-output.ts';
import { readExpect } from './reading/read-expect.ts';
import { readExport } from './reading/read-export.ts';
import { readGroup } from './reading/read-group.ts';
import { type Head, type ImportHead, readHead } from './reading/read-head.ts';
import { type MappingReading, readColumns, readExtraLines, readLines, readVerify } from './reading/read-mappings.ts';
import { given, type Keys, read, readChoice, readWord } from './reading/read-node.ts';
import { readOrg } from './reading/read-org.ts';
import { readOrganisation } from './reading/read-organisation.ts';
import { readReconcile } from './reading/read-reconcile.ts';
import { readSend } from './reading/read-send.ts';
import { readSource } from './reading/read-source.ts';
import { labelOf, readWorkbook } from './reading/read-workbook.ts';
import { decodeText } from './yaml/decode-text.ts';
import type { JobNode, MapEntry, MapNode } from './yaml/job-node.ts';
import { parseYaml } from './yaml/parse-yaml.ts';

/** What a job may name: entities, actions and transforms. */
export interface Vocabulary {
  readonly registry: Registry;
  readonly transforms: readonly Transform[];
}

export type LoadedJob = { readonly job: Job } | { readonly problems: readonly JobProblem[] };

export const RESOLVE = ['names', 'exact'] as const;
export const UNUSED = ['list', 'error', 'ignore'] as const;

/**
 * Never throws on what a file holds. The files of a lookup are named, not read.
 * @param input the file's bytes, or its text
 * @param path absolute path of the job file
 */
export function loadJob(input: string | Uint8Array, path: string, vocabulary: Vocabulary): LoadedJob {
  const problems = createProblems();
  const text = decodeText(input, problems);
  const parsed = text === undefined ? undefined : parseYaml(text, problems);
  if (parsed === undefined) return { problems: problems.sorted() };
  const found = createProblems();
  const job = readJob(parsed.root, path, vocabulary, found);
  const broken = parsed.brokenLines;
  const unread = problems.count() > 0;
  for (const problem of found.sorted()) {
    const consequence = broken.has(problem.line) || (unread && problem.code === 'job/missing');
    if (!consequence) problems.add(problem, problem.code.slice('job/'.length), problem.message, problem.word);
  }
  return job === undefined || problems.count() > 0 ? { problems: problems.sorted() } : { job };
}

/** As `loadJob`, for a run that was begun: only imports and actions are taken up again. @param sheet of a job of several sheets: which */
export function loadImport(
  input: string | Uint8Array,
  path: string,
  vocabulary: Vocabulary,
  sheet?: string,
): { readonly job: ImportJob } | { readonly problems: readonly JobProblem[] } {
  const loaded = loadJob(input, path, vocabulary);
  if ('problems' in loaded) return loaded;
  const { job } = loaded;
  const found = job.kind === 'workbook' ? job.sheets.find((each) => labelOf(each) === sheet) : job;
  if (found?.kind === 'import') return { job: found };
  return {
    problems: [
      {
        line: 1,
        column: 1,
        code: 'job/not-an-import',
        message: 'Exports and reconciliations are not resumed. Run the job again.',
      },
    ],
  };
}

/** The job of a run as the journal holds it: of several sheets the one that the run is for. */
export function loadRunJob(
  run: { readonly jobText: string; readonly jobPath: string; readonly asked?: string },
  vocabulary: Vocabulary,
): ReturnType<typeof loadImport> {
  const { sheet } = JSON.parse(run.asked ?? '{}') as { readonly sheet?: string };
  return loadImport(run.jobText, run.jobPath, vocabulary, sheet);
}

function readJob(root: MapNode, path: string, vocabulary: Vocabulary, problems: Problems): Job | undefined {
  const head = readHead(root, vocabulary.registry, problems);
  if (head === undefined) return undefined;
  const name = readName(head.keys, path, problems);
  const job = readKind(head, name, path, vocabulary, problems);
  if (job === undefined) return undefined;
  return { ...job, ...given({ organisation: readOrganisation(head.keys.get('organisation'), job.org, problems) }) };
}

function readKind(head: Head, name: string, path: string, vocabulary: Vocabulary, problems: Problems): Job | undefined {
  const reading = { ...vocabulary, path, problems };
  switch (head.kind) {
    case 'export':
    case 'sheets':
      return readExport(head, name, reading);
    case 'reconcile':
      return readReconcile(head, name, reading);
    case 'workbook':
      return readWorkbook(head, name, path, (root, own) => readEntry(root, own, path, vocabulary, problems), problems);
    default:
      return readImport(head, name, path, vocabulary, problems);
  }
}

/** An entry of `sheets`, as if it were a job of its own. */
function readEntry(
  root: MapNode,
  name: string,
  path: string,
  vocabulary: Vocabulary,
  problems: Problems,
): ImportJob | undefined {
  const head = readHead(root, vocabulary.registry, problems);
  if (head === undefined) return undefined;
  if (head.kind === 'import' || head.kind === 'action') return readImport(head, name, path, vocabulary, problems);
  const message = 'An entry of `sheets` beside imports is an import or an action itself. Make a job of its own of it.';
  problems.add(head.at, 'misplaced', message);
  return undefined;
}

function readImport(
  head: ImportHead,
  name: string,
  path: string,
  vocabulary: Vocabulary,
  problems: Problems,
): ImportJob {
  const { entity, action, keys } = head;
  const columns = keys.get('columns');
  if (columns === undefined) {
    const example = 'columns: { Contact.Name: Customer }';
    problems.add(
      head.at,
      'missing',
      `The job maps no fields. Add \`${example}\`: the Xero field left, the spreadsheet's column right.`,
    );
  }
  const reading: MappingReading = { entity, path, problems, transforms: vocabulary.transforms };
  const send = readSend(keys.get('send'), head, problems);
  const named = namedFields(keys, head);
  if (named.columns.length > 0) checkNamed(head, send, named, problems);
  return {
    kind: 'import',
    name,
    path,
    org: readOrg(keys.get('org'), head.at, problems),
    entity: entity.name,
    ...given({ action: action?.name }),
    source: readSource(keys.get('source'), problems, action?.name === 'attach'),
    columns: readColumns(columns, reading, action && actionFields(action, entity, send.match)).map(unaliased(action)),
    lines: readLines(keys.get('lines'), reading),
    extraLines: readExtraLines(keys.get('extra-lines'), reading),
    ...given({ group: action === undefined ? readGroup(keys.get('group'), entity, named.columns, problems) : ROWS }),
    verify: readVerify(keys.get('verify'), reading, keys.has('lines') || keys.has('extra-lines')),
    ...given({ expect: readExpect(keys.get('expect'), counted(head), problems) }),
    ...given({ output: action?.output && readActionOutput(keys.get('output'), action.name === 'history', problems) }),
    send,
    resolve: read(keys, 'resolve', (node) => readChoice(node, '`resolve`', RESOLVE, problems), problems) ?? 'names',
    unused: read(keys, 'unused', (node) => readChoice(node, '`unused`', UNUSED, problems), problems) ?? 'list',
  };
}

/** Every row of an action stands for itself. */
const ROWS: readonly GroupKey[] = [{ kind: 'row' }];

/** Of an action only what its rows say themselves can be added up. */
function counted({ entity, action }: ImportHead): Entity {
  return action === undefined ? entity : { ...entity, fields: action.fields ?? [] };
}

function checkNamed(head: ImportHead, send: ImportJob['send'], named: NamedFields, problems: Problems): void {
  if (head.action === undefined) {
    checkRequired(head.entity, send, named, problems);
    return;
  }
  checkKeys(head.entity, send, named, problems, head.action.keys);
  checkOwn(head.action.fields ?? [], named, problems);
}

/** A mapping under the field's own name. */
function unaliased(action: Action | undefined): (mapping: FieldMapping) => FieldMapping {
  return (mapping) => ({ ...mapping, field: action?.aliases?.[mapping.field] ?? mapping.field });
}

/** Fields that find a record, those that tell which way of finding applies, and the action's own. */
function actionFields(action: Action, entity: Entity, match: readonly string[] | undefined): readonly string[] {
  const conditions = entity.match.flatMap((key) => Object.keys(key.when ?? {}));
  const own = (action.fields ?? []).map((field) => field.name);
  const ways = action.keys ?? keyWays(entity);
  const keys = [...ways.flat(), ...(match ?? [])].flatMap(sameThing);
  const known = new Set(entity.fields.map((field) => field.name));
  return [...new Set([...keys.filter((key) => known.has(key)), ...conditions, ...own])];
}

function namedFields(keys: Keys, head: ImportHead): NamedFields {
  const columns = keys.get('columns');
  const lines = keys.get('lines');
  return {
    columns: fieldNames(columns).map((name) => head.action?.aliases?.[name] ?? name),
    lines: fieldNames(lines),
    columnsAt: columns?.keyAt ?? head.at,
    linesAt: lines?.keyAt ?? head.at,
  };
}

function fieldNames(entry: MapEntry | undefined): readonly string[] {
  return entry?.value.kind === 'map' ? entry.value.entries.map((pair) => pair.key) : [];
}

function readName(keys: Keys, path: string, problems: Problems): string {
  const own = read(keys, 'name', (node: JobNode) => readWord(node, '`name`', problems)?.text, problems);
  return own ?? basename(path).replace(/\.ya?ml$/i, '');
}
