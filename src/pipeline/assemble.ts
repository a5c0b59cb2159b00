/** Second pass of preparing: documents assembled from their rows, checked, and stored as they would be sent. */

import type { PreparedDocument, RunStore } from '../journal/run-store.ts';
import { canonicalForm } from '../mappers/canonical-form.ts';
import type { Assembler, PlacedRow } from '../mappers/compile-mapping.ts';
import type { Totals } from '../model/arithmetic.ts';
import { type Decimal, decimal, formatFixed } from '../model/decimal.ts';
import type { Document, RowRef } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import type { ImportJob } from '../model/job.ts';
import type { Action, Entity } from '../model/registry.ts';
import type { RowStatus } from '../model/run-summary.ts';
import { textOf } from '../model/values.ts';
import { type CheckedDocument, type Checker, createChecker } from '../validators/check-document.ts';
import { type MatchInputOptions, matchInput } from '../validators/match-input.ts';
import { toJsonText, writeElement } from '../xero/write-element.ts';
import { MOST_BYTES } from './chunk.ts';
import { storeContact } from './contact-documents.ts';
import { documentHash, documentKey } from './document-key.ts';
import { type DocumentRows, eachDocument } from './each-document.ts';
import type { ExpectCounter } from './expect-counter.ts';
import type { Connection, Parts } from './parts.ts';
import type { MappedFile } from './read-source.ts';
import { STAGES } from './stages.ts';

export interface AssemblePlan {
  readonly job: ImportJob;
  readonly entity: Entity;
  readonly action: Action | undefined;
  readonly files: readonly MappedFile[];
  readonly store: RunStore;
  readonly connection: Connection;
  /** The first so many documents only. */
  readonly limit: number | undefined;
  readonly expect: ExpectCounter;
  /** False where nothing will be sent. */
  readonly sends: boolean;
}

type StoredFinding = Finding & { readonly seq: number };

/** What serves all documents of one input file. */
interface Station {
  readonly assembler: Assembler;
  readonly check: Checker;
  readonly file: MappedFile;
}

export async function assembleDocuments(plan: AssemblePlan, parts: Parts): Promise<void> {
  parts.progress.phase('checking');
  const stations = plan.files.map((file) => station(plan, file, parts));
  let count = 0;
  for await (const batch of eachDocument(plan.store, plan.files, plan.job.source)) {
    const documents: PreparedDocument[] = [];
    const findings: StoredFinding[] = [];
    for (const rows of batch) {
      const prepared = await prepareOne(plan, stations, rows, parts);
      documents.push(prepared.document);
      for (const finding of prepared.findings) findings.push({ ...finding, seq: rows.seq });
    }
    await plan.store.addDocuments(documents, findings);
    count += batch.length;
    parts.progress.documents(count);
  }
  await plan.store.numberOccurrences();
}

function station(plan: AssemblePlan, file: MappedFile, parts: Parts): Station {
  const { job, entity, connection } = plan;
  const within = new Map<string, Decimal>();
  for (const rule of job.verify) {
    if (rule.within !== undefined) within.set(rule.field, decimal(rule.within));
  }
  const check = createChecker({
    entity,
    facts: connection.facts,
    labels: file.mapping.labels,
    mode: plan.action === undefined ? job.send.mode : 'update',
    resolveNames: job.resolve === 'names',
    contacts: job.send.contacts,
    unitdp: 4,
    rules: parts.rules,
    within,
  });
  return { assembler: file.mapping.withFormats(file.formats), check, file };
}

interface Prepared {
  readonly document: PreparedDocument;
  readonly findings: readonly Finding[];
}

async function prepareOne(
  plan: AssemblePlan,
  stations: readonly Station[],
  rows: DocumentRows,
  parts: Parts,
): Promise<Prepared> {
  const { assembler, check, file } = stations[rows.file]!;
  if (plan.limit !== undefined && rows.seq > plan.limit) return beyondLimit(plan, rows, file);
  const refs = rows.rows.map((entry) => placedRow(entry, rows.file, stations, plan.files));
  const assembled = assembler.assemble(refs);
  const findings = [...assembled.findings];
  if (assembled.document === undefined) return held(plan, rows, findings);
  const { document } = assembled;
  const canonical = canonicalForm(document);
  const key = documentKey(plan.entity, document, plan.job.send.match);
  const checked = check(document);
  findings.push(...checked.findings);
  const outside = plan.expect.add(document, checked.totals, rows.rows.length, file.mapping.labels.header('Date'));
  if (outside !== undefined) findings.push(outside);
  const match = matchInput(document, checked, matchOptions(plan, file));
  const identity = { seq: rows.seq, canonical, key, document, checked };
  const prepared = prepare(plan, identity, findings);
  const needs = await storeContact({ ...plan, contacts: contactsOf(parts) }, checked, document, prepared.status);
  return {
    document: {
      ...prepared,
      match: JSON.stringify(match),
      ...(needs === undefined ? {} : { needs }),
    },
    findings,
  };
}

function matchOptions({ entity, job, action, connection }: AssemblePlan, { mapping }: MappedFile): MatchInputOptions {
  const mode = action === undefined ? job.send.mode : 'update';
  const { match } = job.send;
  return { entity, facts: connection.facts, labels: mapping.labels, mode, ...(match === undefined ? {} : { match }) };
}

function contactsOf(parts: Parts): Entity | undefined {
  return parts.registry.entities.find((entity) => entity.name === 'Contacts');
}

/** Characters of a canonical form whose body is far from being too large, whatever resolving adds to it. */
const SURELY_SENDABLE = 50_000;

interface Identity {
  readonly seq: number;
  readonly canonical: string;
  readonly key: string | undefined;
  readonly document: Document;
  readonly checked: CheckedDocument;
}

function prepare(plan: AssemblePlan, of: Identity, findings: Finding[]): PreparedDocument {
  const { entity, action } = plan;
  const { document, checked } = of;
  const verb = action?.name ?? (plan.job.send.mode === 'update' ? 'update' : 'create');
  const needsBody = plan.sends || of.canonical.length > SURELY_SENDABLE;
  const written = hasError(findings) || !needsBody ? undefined : writeBodies(plan, document);
  if (written !== undefined && Buffer.byteLength(written.body) > MOST_BYTES) findings.push(tooLarge(document));
  const status = statusOf(findings);
  const fault = faultRow(findings, status);
  const type = textOf(document.fields, 'Type');
  const number = entity.numberField === undefined ? undefined : textOf(document.fields, entity.numberField);
  const id = textOf(document.fields, entity.idField);
  return {
    seq: of.seq,
    entity: entity.name,
    stage: STAGES.indexOf(entity.stage),
    state: status === 'ERROR' ? 'held' : 'ready',
    status,
    verb,
    hash: documentHash(of.canonical),
    echo: echoOf(document, checked),
    ...(status === 'ERROR' || written === undefined ? {} : written),
    ...(type === undefined ? {} : { type }),
    ...(number === undefined ? {} : { number }),
    ...(id === undefined ? {} : { xeroId: id }),
    ...(of.key === undefined ? {} : { key: of.key }),
    ...(checked.totals === undefined ? {} : { totals: totalTexts(checked.totals) }),
    ...(fault === undefined ? {} : { faultRow: fault }),
  };
}

function writeBodies(plan: AssemblePlan, document: Document): { body: string; followUps?: string } {
  const { entity, action } = plan;
  const route = action?.route ?? entity.create ?? entity.update;
  if (route === undefined) throw new Error(`${entity.name} cannot be written`);
  const body = toJsonText(writeElement(entity, document, route));
  if (entity.lines?.route === undefined || document.lines.length === 0) return { body };
  const { route: _route, ...lines } = entity.lines;
  const whole = writeElement({ ...entity, lines }, document, route)[lines.name];
  const bodies = (Array.isArray(whole) ? whole : []).map(toJsonText);
  return { body, followUps: JSON.stringify(bodies) };
}

const ECHOED = ['Type', 'Reference', 'Date', 'Amount', 'Narration', 'Name', 'Contact.ContactID'] as const;

/** What an element of a reply without a number is recognised by. */
function echoOf(document: Document, checked: CheckedDocument): Readonly<Record<string, string>> {
  const echo: Record<string, string> = {};
  for (const field of ECHOED) {
    const value = textOf(document.fields, field);
    if (value !== undefined) echo[field] = value;
  }
  if (checked.totals !== undefined) echo.Total = formatFixed(checked.totals.total, 2);
  return echo;
}

function held(plan: AssemblePlan, rows: DocumentRows, findings: readonly Finding[]): Prepared {
  plan.expect.addUnreadable(rows.rows.length);
  const status = statusOf(findings);
  const fault = faultRow(findings, status);
  return {
    document: { ...heldDocument(plan, rows, status), ...(fault === undefined ? {} : { faultRow: fault }) },
    findings,
  };
}

function beyondLimit(plan: AssemblePlan, rows: DocumentRows, file: MappedFile): Prepared {
  const { ref } = { ref: rowRef(rows.rows[0]!, plan.files) };
  const params = { limit: String(plan.limit) };
  const finding: Finding = {
    code: 'limit/documents',
    severity: 'WARNING',
    ordinal: ref.ordinal,
    row: ref.number,
    params,
  };
  plan.expect.addUnreadable(rows.rows.length);
  return { document: heldDocument(plan, { ...rows, file: file.file.index }, 'SKIPPED'), findings: [finding] };
}

function heldDocument(plan: AssemblePlan, rows: DocumentRows, status: RowStatus): PreparedDocument {
  const stage = STAGES.indexOf(plan.entity.stage);
  return { seq: rows.seq, entity: plan.entity.name, stage, state: 'held', status, hash: '' };
}

/** A row of another file than the document's first is read by that file's own columns and formats. */
function placedRow(
  entry: DocumentRows['rows'][number],
  file: number,
  stations: readonly Station[],
  files: readonly MappedFile[],
): PlacedRow {
  const placed = { ref: rowRef(entry, files), row: entry.row };
  return entry.file === file ? placed : { ...placed, by: stations[entry.file]!.assembler.plan };
}

function rowRef(entry: DocumentRows['rows'][number], files: readonly MappedFile[]): RowRef {
  const label = files[entry.file]?.label;
  return { ordinal: entry.ordinal, number: entry.row.number, ...(label === undefined ? {} : { file: label }) };
}

function tooLarge(document: Document): Finding {
  const [row] = document.rows;
  return { code: 'limit/request-size', severity: 'ERROR', ordinal: row!.ordinal, row: row!.number };
}

export function statusOf(findings: readonly Finding[]): 'OK' | 'WARNING' | 'ERROR' {
  if (hasError(findings)) return 'ERROR';
  return findings.length > 0 ? 'WARNING' : 'OK';
}

function hasError(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'ERROR');
}

/** The first row at fault, by which the document's other rows are explained. */
export function faultRow(findings: readonly Finding[], status: RowStatus): number | undefined {
  const severity = status === 'ERROR' ? 'ERROR' : 'WARNING';
  return findings.find((finding) => finding.severity === severity)?.row;
}

function totalTexts(totals: Totals): Readonly<Record<string, string>> {
  return {
    SubTotal: formatFixed(totals.subTotal, 2),
    TotalTax: formatFixed(totals.totalTax, 2),
    Total: formatFixed(totals.total, 2),
  };
}
