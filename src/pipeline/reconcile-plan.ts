/** What a reconciliation compares, and by which keys its records meet: the job, made ready for both sides. */

import type { Facts } from '../model/facts.ts';
import type { FieldMapping, ReconcileJob } from '../model/job.ts';
import { isLedger, type LedgerPart, ledgerParts, ledgerShape } from '../model/ledger.ts';
import type { ReconciledField } from '../model/reconciliation.ts';
import type { Entity, Registry } from '../model/registry.ts';
import { dayNumber } from '../reconcile/find-differences.ts';
import type { LineField } from '../reconcile/line-allocation.ts';
import { joinKey, keyText, looseText } from '../reconcile/loose-text.ts';

export interface ReconcilePlan {
  readonly job: ReconcileJob;
  /** What the job's fields belong to: an entity, or a ledger's documents. */
  readonly shape: Entity;
  /** What is read out of Xero. */
  readonly parts: readonly BooksPart[];
  readonly ledger: boolean;
  readonly facts: Facts;
  /** `YYYY-MM-DD`, where the job has a day. */
  readonly asAt: string | undefined;
  readonly fields: readonly ReconciledField[];
  /** The sheet's lines say how their amounts are meant, so that the document's can be computed. */
  readonly computes: boolean;
  /** By what the sheet's lines are allocated, so that this is compared too. */
  readonly allocated: readonly LineField[];
  readonly keys: KeyPlan;
}

/** The documents of one entity that are read. */
export interface BooksPart extends Omit<LedgerPart, 'entity'> {
  readonly entity: Entity;
}

export type ComputedField = 'SubTotal' | 'TotalTax' | 'Total';

export const COMPUTED: readonly ComputedField[] = ['SubTotal', 'TotalTax', 'Total'];

/** Which key serves what; a record's keys are in this order. */
export const [KEY, LOOSE_KEY, MATCH] = [0, 1, 2];

export interface KeyPlan {
  /** How many keys a record has. */
  readonly count: number;
  readonly keys: (cells: readonly string[]) => readonly (string | null)[];
  /** Days since 1970 of the field that may be some days apart. */
  readonly day: (cells: readonly string[]) => number | null;
  /** Undefined where the job compares no days. */
  readonly withinDays: number | undefined;
  readonly hasMatch: boolean;
}

/** Rows of an import are met by the IDs that it got, and by nothing else. */
export function keysById(id: string | undefined): readonly (string | null)[] {
  return [id?.toLowerCase() ?? null, null, null];
}

export function shapeOf(of: string, registry: Registry): Entity {
  const invoices = registry.entities.find(({ name }) => name === (isLedger(of) ? 'Invoices' : of))!;
  return isLedger(of) ? ledgerShape(of, invoices) : invoices;
}

export function booksParts(of: string, registry: Registry): readonly BooksPart[] {
  const named = (name: string) => registry.entities.find((entity) => entity.name === name);
  if (isLedger(of)) {
    return ledgerParts(of).flatMap((part) => {
      const entity = named(part.entity);
      if (entity === undefined) return [];
      const known = entity.fields.find(({ name }) => name === 'Type')?.values;
      return [{ ...part, entity, types: part.types.filter((type) => known?.includes(type) !== false) }];
    });
  }
  const entity = named(of)!;
  const due = entity.fields.some(({ name }) => name === 'RemainingCredit') ? 'RemainingCredit' : 'AmountDue';
  return [{ entity, types: [], sign: 1, due, numbers: entity.numberField === undefined ? [] : [entity.numberField] }];
}

/** @param headers of the mapped fields, as the sheet has them */
export function reconcilePlan(
  base: Pick<ReconcilePlan, 'job' | 'shape' | 'facts' | 'asAt'>,
  registry: Registry,
  headers: (field: string) => string | undefined,
): ReconcilePlan {
  const { job, shape, asAt } = base;
  const ledger = isLedger(job.of);
  const computes = job.lines.length > 0 && hasLineItems(shape) && isMapped('LineAmountTypes', job.columns);
  const computed = computes ? COMPUTED.filter((name) => !isMapped(name, job.columns)) : [];
  const allocated = allocatedFields(job, computes || !hasLineItems(shape));
  const compared = new Set([...job.compare, ...computed]);
  const mapped = job.columns.map(({ field }) => fieldOf(field, headers(field) ?? field, shape, compared));
  const extra = computed.map((field) => fieldOf(field, `${field} of the lines`, shape, compared));
  const ofLines = allocated.map(allocationField);
  const shown = asAt === undefined && !ledger ? [] : ['Date'];
  const further = [...(shape.status === undefined ? [] : [shape.status.field]), ...shown]
    .filter((name) => shape.fields.some((field) => field.name === name) && !isMapped(name, job.columns))
    .map((name) => ({ ...fieldOf(name, name, shape, new Set()), inSheet: false as const }));
  const fields = keysFirst([...mapped, ...extra, ...ofLines, ...further], job.key);
  const parts = booksParts(job.of, registry);
  return { ...base, parts, ledger, fields, computes, allocated, keys: keyPlan(job, fields) };
}

/** As a person looks for a record. */
function keysFirst(fields: readonly ReconciledField[], key: readonly string[]): readonly ReconciledField[] {
  const first = key.flatMap((name) => fields.find(({ field }) => field === name) ?? []);
  const others = fields.filter((field) => !first.includes(field));
  return [...first.map((field) => ({ ...field, key: true as const })), ...others];
}

function fieldOf(name: string, header: string, shape: Entity, compared: ReadonlySet<string>): ReconciledField {
  const { type, decimals = 2 } = shape.fields.find((field) => field.name === name) ?? {};
  const isSum = type === 'decimal' && decimals <= 2 && !/(?:Rate|Discount)$/.test(name);
  return {
    field: name,
    header,
    type: type === 'decimal' || type === 'integer' ? 'decimal' : type === 'date' ? 'date' : 'text',
    compared: compared.has(name),
    ...(isSum || (type !== 'decimal' && type !== 'integer') ? {} : { summed: false }),
  };
}

function isMapped(name: string, columns: readonly FieldMapping[]): boolean {
  return columns.some(({ field }) => field === name);
}

/** Lines that hold tax, or do not. */
function hasLineItems(shape: Entity): boolean {
  return shape.lines?.arithmetic === 'line-items';
}

/** Where the sheet says of its lines what they are allocated to, and how much. */
function allocatedFields({ lines }: ReconcileJob, known: boolean): readonly LineField[] {
  const amounts = isMapped('LineAmount', lines) || isMapped('UnitAmount', lines);
  const both: readonly LineField[] = ['AccountCode', 'TaxType'];
  return known && amounts ? both.filter((name) => isMapped(name, lines)) : [];
}

function allocationField(field: LineField): ReconciledField {
  return { field, header: `${field} of the lines`, type: 'text', compared: true, allocation: true };
}

/** The key; the key with its further fields compared loosely; what the fallbacks ask. */
function keyPlan({ key, match }: ReconcileJob, fields: readonly ReconciledField[]): KeyPlan {
  const place = (name: string) => fields.findIndex(({ field }) => field === name);
  const [first = -1, ...others] = key.map(place);
  const contact = fields.findIndex(({ field }) => field === 'Contact.Name' || field === 'Contact');
  const further = others.length > 0 ? others : contact >= 0 && contact !== first ? [contact] : [];
  const exact = [first, ...others];
  const days = match.find(({ withinDays }) => withinDays !== undefined);
  const equals = match.filter((one) => one !== days).map(({ field }) => place(field));
  const dayPlace = days === undefined ? -1 : place(days.field);
  const text = (cells: readonly string[], index: number) => keyText(cells[index] ?? '', fields[index]!.type);
  const loose = (cells: readonly string[], index: number) =>
    fields[index]!.type === 'text' ? looseText(cells[index] ?? '') : text(cells, index);
  return {
    count: 3,
    keys: (cells) => [
      joinKey(exact.map((index) => text(cells, index))),
      further.length === 0 ? null : joinKey([text(cells, first), ...further.map((index) => loose(cells, index))]),
      match.length === 0
        ? null
        : (joinKey(equals.map((index) => loose(cells, index))) ?? (equals.length === 0 ? '' : null)),
    ],
    day: (cells) => (dayPlace < 0 || (cells[dayPlace] ?? '') === '' ? null : dayNumber(cells[dayPlace]!)),
    withinDays: days?.withinDays,
    hasMatch: match.length > 0,
  };
}
