/** Makes one document of its rows: assembled, checked, and written as it would be sent. */

import type { PreparedDocument } from '../journal/run-store.ts';
import { canonicalForm } from '../mappers/canonical-form.ts';
import type { Assembler, PlacedRow } from '../mappers/compile-mapping.ts';
import type { Totals } from '../model/arithmetic.ts';
import { formatFixed } from '../model/decimal.ts';
import type { Document, Value } from '../model/document.ts';
import type { Facts } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import type { ImportJob } from '../model/job.ts';
import type { Action, Entity } from '../model/registry.ts';
import type { WriteMode } from '../model/rule.ts';
import type { RowStatus } from '../model/run-summary.ts';
import { textOf, valueText } from '../model/values.ts';
import type { CheckedDocument, Checker } from '../validators/check-document.ts';
import { type MatchInputOptions, matchInput } from '../validators/match-input.ts';
import { withUniformFields } from '../validators/uniform-fields.ts';
import { toJsonText, writeElement } from '../xero/write-element.ts';
import { MOST_BYTES } from './chunk.ts';
import { type NeededContact, neededContact } from './contact-documents.ts';
import { documentHash, documentKeys } from './document-key.ts';
import { documentTotals } from './document-totals.ts';
import type { DocumentRows } from './each-document.ts';
import type { ExpectCounter } from './expect-counter.ts';
import { furtherFindings } from './further-findings.ts';
import { missingOwn } from './missing-own.ts';
import type { MappedFile } from './read-source.ts';
import { withRoundedTotals } from './rounded-totals.ts';
import { STAGES } from './stages.ts';

export interface DocumentPlan {
  readonly job: ImportJob;
  readonly entity: Entity;
  readonly action: Action | undefined;
  readonly mode: WriteMode;
  readonly facts: Facts;
  /** The registry's Contacts. */
  readonly contacts: Entity | undefined;
  readonly limit: number | undefined;
  readonly expect: ExpectCounter;
  readonly sends: boolean;
  readonly compares: boolean;
}

/** What serves all documents of one input file. */
export interface Station {
  readonly assembler: Assembler;
  readonly check: Checker;
  readonly file: MappedFile;
}

export interface Prepared {
  readonly document: PreparedDocument;
  readonly findings: readonly Finding[];
  /** To be sent before it. */
  readonly contact?: NeededContact;
}

/** What is the same for all documents of a file. */
interface Bench {
  readonly plan: DocumentPlan;
  readonly station: Station;
  /** The entity as it is written. */
  readonly shape: Entity;
  readonly match: MatchInputOptions;
  readonly keyOf: (document: Document) => string | undefined;
}

/** @param stations by file index */
export function documentPreparer(plan: DocumentPlan, stations: readonly Station[]): (rows: DocumentRows) => Prepared {
  const keyOf = keysOf(plan);
  const shape = withUniformFields(plan.entity);
  const benches = stations.map((station): Bench => {
    return { plan, station, shape, match: matchOptions(plan, station.file), keyOf };
  });
  return (rows) => {
    const bench = benches[rows.file]!;
    const placed = placedRows(rows, stations);
    if (plan.limit !== undefined && rows.seq > plan.limit) return beyondLimit(bench, rows, placed);
    if (placed !== rows.rows && !plan.job.source.joinFiles) return held(plan, rows, severalFiles(rows));
    return prepareOne(bench, rows, placed);
  };
}

/** By what a document is compared with earlier ones; undefined where it is not. What is done to a record once is told by the record's key. */
function contentOf({ action, compares }: DocumentPlan, document: Document, key: string | undefined) {
  if (action?.once === true && key !== undefined) return key;
  return compares || key === undefined ? canonicalForm(document) : undefined;
}

/** An action that may be done to a record but once is remembered by the record's key; of others each row counts. */
function keysOf({ action, entity, job }: DocumentPlan): (document: Document) => string | undefined {
  if (action === undefined) return documentKeys(entity, job.send.match);
  if (action.once !== true) return () => undefined;
  const { numberField, match } = entity;
  const plain = numberField === undefined ? [] : [{ fields: [numberField] }];
  return documentKeys({ ...entity, match: [...match, ...plain] }, job.send.match);
}

function matchOptions({ entity, action, facts, mode, job }: DocumentPlan, { mapping }: MappedFile): MatchInputOptions {
  const { match } = job.send;
  const owners = action === undefined ? {} : { owners: action.inner?.owners ?? [] };
  return { entity, facts, labels: mapping.labels, mode, ...(match === undefined ? {} : { match }), ...owners };
}

/** A row of another file than the document's first is read by that file's own columns and formats. */
function placedRows({ file, rows }: DocumentRows, stations: readonly Station[]): readonly PlacedRow[] {
  if (rows.every((row) => row.file === file)) return rows;
  return rows.map((row) => (row.file === file ? row : { ...row, by: stations[row.file]!.assembler.plan }));
}

function prepareOne(
  { plan, station, shape, match, keyOf }: Bench,
  rows: DocumentRows,
  placed: readonly PlacedRow[],
): Prepared {
  const { assembler, check, file } = station;
  const assembled = assembler.assemble(placed);
  const { document } = assembled;
  if (document === undefined) {
    const { partial } = assembled;
    const further = partial === undefined ? [] : furtherFindings(partial, check);
    return held(plan, rows, [...assembled.findings, ...further], numberOf(plan, partial));
  }
  const key = keyOf(document);
  const canonical = contentOf(plan, document, key);
  const checked = check(document);
  const outside = plan.expect.add(document, checked.totals, placed.length, file.mapping.labels.header('Date'));
  const missing = plan.action === undefined ? [] : missingOwn(plan.action, document, file.mapping.labels);
  const found = [...checked.findings, ...missing, ...(outside === undefined ? [] : [outside])];
  const written =
    hasError(found) || !needsBody(plan, document)
      ? undefined
      : writeBodies(shape, plan.action, document, checked.totals);
  const isTooLarge = written !== undefined && Buffer.byteLength(written.body) > MOST_BYTES;
  const findings = isTooLarge ? [...found, tooLarge(document)] : found;
  const status = statusOf(findings);
  const contact = neededContact(plan, checked, document, status);
  return {
    document: {
      ...standing(plan, rows.seq, status, findings),
      verb: plan.action?.name ?? (plan.job.send.mode === 'update' ? 'update' : 'create'),
      hash: canonical === undefined ? '' : documentHash(canonical),
      match: JSON.stringify(matchInput(document, checked, match)),
      ...identity(plan, document, key),
      ...documentTotals(shape, document, checked.totals),
      ...(status === 'ERROR' || written === undefined ? {} : { ...written, echo: echoOf(document, checked) }),
    },
    findings,
    ...(contact === undefined ? {} : { contact }),
  };
}

/** Characters of texts with which a body is far from being too large, whatever resolving and quoting add to them. */
const SURELY_SENDABLE = 50_000;

/** A check needs the body for its size alone; what an action would do is looked at whole. */
function needsBody(plan: DocumentPlan, { fields, lines }: Document): boolean {
  if (plan.sends || plan.action !== undefined || lines.length > 1000) return true;
  let length = 0;
  const count = (value: Value) => {
    if (typeof value === 'string') length += value.length;
  };
  fields.forEach(count);
  for (const line of lines) line.values.forEach(count);
  return length > SURELY_SENDABLE;
}

function standing(plan: DocumentPlan, seq: number, status: RowStatus, findings: readonly Finding[]) {
  const fault = findings.length === 0 ? undefined : faultRow(findings, status);
  return {
    seq,
    entity: plan.entity.name,
    stage: STAGES.indexOf(plan.entity.stage),
    state: status === 'ERROR' ? ('held' as const) : ('ready' as const),
    status,
    ...(fault === undefined ? {} : { faultRow: fault }),
  };
}

function numberOf({ entity }: DocumentPlan, document: Document | undefined): string | undefined {
  if (document === undefined || entity.numberField === undefined) return undefined;
  return textOf(document.fields, entity.numberField);
}

function identity(plan: DocumentPlan, document: Document, key: string | undefined) {
  const type = textOf(document.fields, 'Type');
  const number = numberOf(plan, document);
  const id = textOf(document.fields, plan.entity.idField);
  return {
    ...(type === undefined ? {} : { type }),
    ...(number === undefined ? {} : { number }),
    ...(id === undefined ? {} : { xeroId: id }),
    ...(key === undefined ? {} : { key }),
  };
}

function writeBodies(
  shape: Entity,
  action: Action | undefined,
  unrounded: Document,
  totals: Totals | undefined,
): { body: string; followUps?: string } {
  if (action !== undefined) return { body: toJsonText(action.body?.(unrounded.fields) ?? {}) };
  const { entity, document } = withRoundedTotals(shape, unrounded, totals);
  const route = entity.create ?? entity.update;
  if (route === undefined) throw new Error(`${entity.name} cannot be written`);
  const body = toJsonText(writeElement(entity, document, route));
  if (entity.lines?.route === undefined || document.lines.length === 0) return { body };
  const { route: _route, ...lines } = entity.lines;
  const whole = writeElement({ ...entity, lines }, document, route)[lines.name];
  const bodies = (Array.isArray(whole) ? whole : []).map(toJsonText);
  return { body, followUps: JSON.stringify(inRequests(bodies, entity.lines.route.batch)) };
}

/** So many lines as one request carries stand together. */
function inRequests(lines: readonly string[], batch: number): readonly string[] {
  const count = Math.ceil(lines.length / batch);
  return Array.from({ length: count }, (_, index) => lines.slice(index * batch, (index + 1) * batch).join(','));
}

const ECHOED = ['Type', 'Reference', 'Date', 'Amount', 'Narration', 'Name', 'Contact.ContactID'] as const;

/** What an element of a reply without a number is recognised by. */
function echoOf(document: Document, checked: CheckedDocument): Readonly<Record<string, string>> {
  const echo: Record<string, string> = {};
  for (const field of ECHOED) {
    const value = document.fields.get(field);
    if (value !== undefined) echo[field] = valueText(value);
  }
  if (checked.totals !== undefined) echo.Total = formatFixed(checked.totals.total, 2);
  return echo;
}

function held(plan: DocumentPlan, rows: DocumentRows, findings: readonly Finding[], number?: string): Prepared {
  plan.expect.addUnreadable(rows.rows.length);
  const status = statusOf(findings);
  const named = number === undefined ? {} : { number };
  return { document: { ...standing(plan, rows.seq, status, findings), ...named, state: 'held', hash: '' }, findings };
}

/** At the first row of each file, naming them all. */
function severalFiles({ rows }: DocumentRows): readonly Finding[] {
  const firsts = [...new Map(rows.toReversed().map((row) => [row.file, row.ref])).values()];
  const refs = firsts.sort((a, b) => a.ordinal - b.ordinal);
  const params = { rows: refs.map(({ number, file }) => `row ${number} of ${file ?? 'another file'}`).join(', ') };
  return refs.map(({ ordinal, number }) => {
    return { code: 'group/several-files', severity: 'ERROR', ordinal, row: number, params };
  });
}

/** Left out of the run, but not of its control totals. */
function beyondLimit({ plan, station }: Bench, rows: DocumentRows, placed: readonly PlacedRow[]): Prepared {
  const { ordinal, number } = rows.rows[0]!.ref;
  const params = { limit: String(plan.limit) };
  const findings: Finding[] = [{ code: 'limit/documents', severity: 'WARNING', ordinal, row: number, params }];
  const document = plan.job.expect === undefined ? undefined : station.assembler.assemble(placed).document;
  if (document === undefined) plan.expect.addUnreadable(placed.length);
  else {
    const dateColumn = station.file.mapping.labels.header('Date');
    const outside = plan.expect.add(document, station.check(document).totals, placed.length, dateColumn);
    if (outside !== undefined) findings.push(outside);
  }
  return { document: { ...standing(plan, rows.seq, 'SKIPPED', findings), state: 'held', hash: '' }, findings };
}

function tooLarge(document: Document): Finding {
  const [row] = document.rows;
  return { code: 'limit/request-size', severity: 'ERROR', ordinal: row!.ordinal, row: row!.number };
}

function statusOf(findings: readonly Finding[]): 'OK' | 'WARNING' | 'ERROR' {
  if (hasError(findings)) return 'ERROR';
  return findings.length > 0 ? 'WARNING' : 'OK';
}

function hasError(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'ERROR');
}

/** The first row at fault, by which the document's other rows are explained. */
function faultRow(findings: readonly Finding[], status: RowStatus): number | undefined {
  const severity = status === 'ERROR' ? 'ERROR' : 'WARNING';
  return findings.find((finding) => finding.severity === severity)?.row;
}
