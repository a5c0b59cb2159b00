/** Compiles a job for one input file's header: how rows are grouped, their formats proven, and documents assembled. */

import type { FieldLabels } from '../model/document.ts';
import type { Field } from '../model/entity.ts';
import type { FieldMapping, ImportJob, JobProblem, ValueForm } from '../model/job.ts';
import type { Entity } from '../model/registry.ts';
import type { SourceRow } from '../model/source-row.ts';
import type { Transform } from '../model/transform.ts';
import { type Assemble, assembler, type BoundValue, type DocumentPlan } from './assemble-document.ts';
import { compileGroup, type Grouping } from './compile-group.ts';
import { type CompiledValue, compileValue } from './compile-value.ts';
import { type FormatBook, type ProvenFormats, provenBook, provingBook } from './proven-formats.ts';
import { compileRowSteps } from './row-steps.ts';
import { type ValueCompiler, valueCompiler } from './value-compiler.ts';

export type { Assembled, DocumentPlan, PlacedRow } from './assemble-document.ts';
export type { ProvenFormats } from './proven-formats.ts';

export interface MappingPlan {
  readonly job: ImportJob;
  readonly entity: Entity;
  readonly transforms: readonly Transform[];
  /** Proven by the run that is retried; they stand. */
  readonly formats?: ProvenFormats;
  /** Number of input files. */
  readonly files: number;
}

/** Sees all rows that are mapped, before any document is assembled. */
export interface FormatProver {
  see(row: SourceRow): void;
  prove(): ProvenFormats;
}

export interface Assembler {
  /** Rows in source order, all of one document. Never throws on data. */
  readonly assemble: Assemble;
  /** What a row of this file carries into a document that began in another file: `{ ref, row, by: plan }`. */
  readonly plan: DocumentPlan;
}

export interface Mapping {
  readonly labels: FieldLabels;
  /** Headers that nothing in the job uses. */
  readonly unused: readonly string[];
  /** `row`: every row is a document. */
  readonly grouping: 'keyed' | 'row';
  /** The document a row belongs to; undefined where every row is one, or where a part of the key is blank. */
  groupKey(row: SourceRow): string | undefined;
  /** Undefined where all formats are declared. */
  prover(): FormatProver | undefined;
  withFormats(formats: ProvenFormats): Assembler;
}

interface Compiled {
  readonly header: readonly CompiledValue[];
  readonly lines: readonly CompiledValue[];
  readonly extraLines: readonly (readonly CompiledValue[])[];
  readonly verifyDocument: readonly CompiledValue[];
  readonly verifyLine: readonly CompiledValue[];
}

const VERIFY_LINE: ReadonlySet<string> = new Set(['LineAmount', 'TaxAmount']);

/** Problems that only the header shows come back all at once. */
export function compileMapping(
  plan: MappingPlan,
  header: readonly string[],
): Mapping | { readonly problems: readonly JobProblem[] } {
  const { job, entity } = plan;
  const compiler = valueCompiler(header, plan.transforms, job.source);
  const compiled = compileJob(job, entity, compiler);
  const byField = new Map(compiled.header.map((item) => [item.field.name, item]));
  const grouping = compileGroup(job, entity, byField, compiler);
  if (compiler.problems.length > 0) return { problems: compiler.problems };
  return {
    labels: labelsOf(compiled),
    unused: unusedHeaders(job, header, [...allValues(compiled).flatMap((item) => item.columns), ...grouping.columns]),
    grouping: grouping.kind,
    groupKey: grouping.key,
    prover: () => prover(allValues(compiled), plan.formats ?? {}),
    withFormats: (formats) => withFormats(compiled, grouping, provenBook(formats), header.length),
  };
}

function compileJob(job: ImportJob, entity: Entity, compiler: ValueCompiler): Compiled {
  const lineFields = entity.lines?.fields ?? [];
  const compile = (fields: readonly Field[]) => (mapping: FieldMapping) =>
    compileValue(fieldNamed(mapping, fields, compiler), mapping.form, mapping.at, compiler);
  const verify = (mapping: FieldMapping) =>
    compileValue({ name: mapping.field, type: 'decimal' }, mapping.form, mapping.at, compiler);
  return {
    header: job.columns.map(compile(entity.fields)),
    lines: job.lines.map(compile(lineFields)),
    extraLines: job.extraLines.map((entry) => entry.map(compile(lineFields))),
    verifyDocument: job.verify.filter(({ field }) => !VERIFY_LINE.has(field)).map(verify),
    verifyLine: job.verify.filter(({ field }) => VERIFY_LINE.has(field)).map(verify),
  };
}

/** `Tracking.<category>` stands for a field of every category that the organisation may have. */
function fieldNamed(mapping: FieldMapping, fields: readonly Field[], compiler: ValueCompiler): Field {
  const known = fields.find((field) => field.name === mapping.field);
  if (known !== undefined) return known;
  if (!mapping.field.startsWith('Tracking.')) {
    compiler.problem(mapping.at, 'job/unknown-field', `\`${mapping.field}\` cannot be mapped here.`);
  }
  return { name: mapping.field, type: 'text' };
}

function allValues(compiled: Compiled): readonly CompiledValue[] {
  const { header, lines, extraLines, verifyDocument, verifyLine } = compiled;
  return [...header, ...lines, ...extraLines.flat(), ...verifyDocument, ...verifyLine];
}

function labelsOf({ header, lines, extraLines, verifyDocument, verifyLine }: Compiled): FieldLabels {
  const index = (items: readonly CompiledValue[]) => new Map(items.map((item) => [item.field.name, item.label]));
  const headers = index(header);
  const line = index([...extraLines.flat(), ...lines]);
  const verify = index([...verifyDocument, ...verifyLine]);
  return {
    header: (field) => headers.get(field),
    line: (field) => line.get(field),
    verify: (field) => verify.get(field),
  };
}

function unusedHeaders(job: ImportJob, header: readonly string[], columns: readonly number[]): readonly string[] {
  const steps = compileRowSteps(job.source, header);
  const used = new Set([...columns, ...('uses' in steps ? steps.uses : [])]);
  return header.filter((text, index) => text.trim() !== '' && !used.has(index));
}

function prover(values: readonly CompiledValue[], earlier: ProvenFormats): FormatProver | undefined {
  const book = provingBook(earlier);
  const readers = values.filter((item) => item.needsProof).map((item) => item.bind(book));
  if (readers.length === 0) return undefined;
  return {
    see: (row) => {
      for (const read of readers) read(row);
    },
    prove: book.prove,
  };
}

function withFormats(compiled: Compiled, grouping: Grouping, book: FormatBook, width: number): Assembler {
  const values = new Map<ValueForm, BoundValue>();
  const bind = (items: readonly CompiledValue[]): readonly BoundValue[] => {
    const bound = items.map((item) => ({ ...item, read: item.bind(book) }));
    for (const item of bound) values.set(item.form, item);
    return bound;
  };
  const plan: DocumentPlan = {
    header: bind(compiled.header),
    lines: bind(compiled.lines),
    extraLines: compiled.extraLines.map(bind),
    verifyDocument: bind(compiled.verifyDocument),
    verifyLine: bind(compiled.verifyLine),
    values,
    grouping,
    width,
  };
  return { assemble: assembler(plan), plan };
}
