/** What the rows of `attach` come to, before anything is sent: their files checked, and compared with what is attached already. */

import { resolve } from 'node:path';
import type { DocumentChange } from '../../journal/run-store.ts';
import { fileType } from '../../model/file-type.ts';
import type { Finding } from '../../model/finding.ts';
import type { FileProblem } from '../../model/local-files.ts';
import { checkAttachment } from '../../validators/check-attachment.ts';
import { type Attached, foldFileName, listAttachments, withoutFiles } from '../../xero/attachments.ts';
import { LARGEST_ATTACHMENT, MOST_ATTACHMENTS } from '../../xero/below-records.ts';
import { inParallel } from '../../xero/in-parallel.ts';
import { unlessUnknown } from '../../xero/unexpected-reply.ts';
import { readyDocuments } from '../look-up-existing.ts';
import type { Parts } from '../parts.ts';
import { type Departing, departing } from '../sending.ts';
import { isAttached } from './attached-before.ts';
import { byRecord, ownValues, type SurveyPlan, told } from './performer.ts';
import { isCalled, type PlannedFile } from './planned-file.ts';

/** The files of one record: those that Xero has, and those that rows of this run add. Records of a run are few: each costs calls of a day's 5,000. */
interface RecordFiles {
  /** Of the record, where it has one: ACCREC. */
  readonly type: string | undefined;
  /** Undefined where Xero cannot be asked. */
  readonly attached: readonly Attached[] | undefined;
  /** By folded name. */
  readonly planned: Map<string, PlannedFile>;
}

type Told = Finding & { readonly seq: number };

const FILE_CODES: Readonly<Record<FileProblem, string>> = {
  absolute: 'read/file-outside',
  outside: 'read/file-outside',
  missing: 'read/file-missing',
  folder: 'read/file-unreadable',
  unreadable: 'read/file-unreadable',
  many: 'limit/files',
};

export async function surveyAttachments(plan: SurveyPlan, parts: Parts): Promise<void> {
  const { store, connection, entity } = plan;
  const records = new Map<string, RecordFiles>();
  for await (const page of readyDocuments(store)) {
    const changes: DocumentChange[] = [];
    const findings: Told[] = [];
    const named = byRecord(await departing(store, page));
    const isOnline = connection.saved === undefined;
    const asked = isOnline ? [...named.keys()].filter((id) => id !== '' && !records.has(id)) : [];
    const bare = await withoutFiles(connection.api, entity, asked);
    await inParallel(named, async ([id, documents]) => {
      const attached = asked.includes(id) ? await attachedTo(plan, id, bare) : undefined;
      const type = id === '' ? undefined : (await store.existingById(entity.name, [id]))[0]?.type;
      const files = records.get(id) ?? { type, attached, planned: new Map() };
      if (id !== '') records.set(id, files);
      for (const document of documents) {
        const own = id === '' ? { ...files, planned: new Map() } : files;
        const { change, findings: found } = await survey(plan, document, own, parts);
        changes.push(change);
        findings.push(...found);
      }
      parts.progress.calls(connection.api.counts().sent);
    });
    await store.changeDocuments(changes, findings);
  }
}

async function attachedTo(
  { connection, entity }: SurveyPlan,
  id: string,
  bare: ReadonlySet<string>,
): Promise<readonly Attached[]> {
  return bare.has(id.toLowerCase()) ? [] : unlessUnknown(listAttachments(connection.api, entity, id));
}

interface Surveyed {
  readonly change: DocumentChange;
  readonly findings: readonly Told[];
}

async function survey(plan: SurveyPlan, document: Departing, record: RecordFiles, parts: Parts): Promise<Surveyed> {
  const found = await namedFiles(plan, document, parts);
  if ('problem' in found) return refused(document, [found.problem]);
  const problems = found.files.flatMap((file) => problemsOf(document, file, record));
  if (problems.length > 0) return refused(document, problems);
  const left: PlannedFile[] = [];
  for (const file of found.files) {
    const verdict = await place(plan, document, file, record, parts);
    if (verdict === 'attach') left.push(file);
    else if (verdict !== 'there') return refused(document, [verdict]);
  }
  const [first] = left;
  if (first !== undefined)
    return { change: { seq: document.seq, body: JSON.stringify({ files: left }) }, findings: [] };
  const name = found.files.map(({ called }) => called).join(', ');
  const skipped = told(document, 'duplicate/already-attached', { name }, 'WARNING');
  return { change: { ...over(document, 'SKIPPED'), faultRow: document.firstRow }, findings: [skipped] };
}

function over({ seq }: Departing, status: 'SKIPPED' | 'ERROR'): DocumentChange {
  return { seq, state: 'done', status };
}

function refused(document: Departing, findings: readonly Told[]): Surveyed {
  return { change: { ...over(document, 'ERROR'), faultRow: document.firstRow }, findings };
}

/** The files as they will be called. */
async function namedFiles(
  { job }: SurveyPlan,
  document: Departing,
  { files }: Parts,
): Promise<{ readonly files: readonly PlannedFile[] } | { readonly problem: Told }> {
  const { FilePath: given, FileName, ContentType, IncludeOnline } = ownValues(document);
  const FilePath = String(given ?? '');
  const folder = resolve(job.path, '..', job.source.folder ?? '.');
  const found = await files.find(folder, FilePath, LARGEST_ATTACHMENT);
  if ('problem' in found) {
    const params = { name: FilePath, folder, most: String(MOST_ATTACHMENTS), there: 'more than 100' };
    return { problem: told(document, FILE_CODES[found.problem], params) };
  }
  const count = found.files.length;
  if (typeof FileName === 'string' && count > 1) {
    const params = { name: FilePath, count: String(count), called: FileName };
    return { problem: told(document, 'map/one-file-name', params) };
  }
  const planned = found.files.map((file): PlannedFile => {
    const called = typeof FileName === 'string' ? FileName : file.name;
    const type = typeof ContentType === 'string' ? ContentType : (fileType(called) ?? fileType(file.name) ?? '');
    return { ...file, called, type, online: IncludeOnline === true };
  });
  return { files: planned };
}

function problemsOf(
  document: Departing,
  { called, size, type, online: asked }: PlannedFile,
  { type: recordType, attached }: RecordFiles,
): readonly Told[] {
  const online = asked && (recordType !== undefined || attached !== undefined);
  const plan = { name: called, size, type: type === '' ? undefined : type, online, recordType };
  return checkAttachment(plan, { largest: LARGEST_ATTACHMENT }).map(({ code, params }) => told(document, code, params));
}

/** Whether a file is to be attached, is there already, or cannot be attached. */
async function place(
  plan: SurveyPlan,
  document: Departing,
  file: PlannedFile,
  { attached = [], planned }: RecordFiles,
  parts: Parts,
): Promise<'attach' | 'there' | Told> {
  const name = foldFileName(file.called);
  const own = planned.get(name);
  if (own !== undefined)
    return own.sha256 === file.sha256 ? 'there' : told(document, 'duplicate/file-name', { name: file.called });
  const same = attached.find((candidate) => isCalled(file, candidate));
  if (same !== undefined && !plan.again && (await isAttached(plan, document, file, same, parts))) return 'there';
  if (same !== undefined && !plan.again && ownValues(document).Overwrite !== true) {
    return told(document, 'duplicate/other-content', { name: file.called });
  }
  const added = [...planned.keys()].filter((key) => attached.every((other) => foldFileName(other.name) !== key));
  const there = attached.length + added.length;
  if (same === undefined && there >= MOST_ATTACHMENTS) {
    const params = { name: file.called, most: String(MOST_ATTACHMENTS), there: String(there) };
    return told(document, 'limit/files', params);
  }
  planned.set(name, file);
  return 'attach';
}
