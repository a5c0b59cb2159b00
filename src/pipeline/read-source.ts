/** First pass of preparing: every source row into the run's file, grouped by document, its formats proven. */

import { basename } from 'node:path';
import type { InputFile, NewSpan, RunStore } from '../journal/run-store.ts';
import { compileMapping, type FormatProver, type Mapping, type ProvenFormats } from '../mappers/compile-mapping.ts';
import { compileRowSteps, type RowSteps } from '../mappers/row-steps.ts';
import type { ImportJob, JobProblem } from '../model/job.ts';
import type { Entity } from '../model/registry.ts';
import type { SourceRow } from '../model/source-row.ts';
import type { InputTable } from '../model/table-format.ts';
import type { Parts } from './parts.ts';

export interface ReadPlan {
  readonly job: ImportJob;
  readonly entity: Entity;
  /** Absolute paths of the input files. */
  readonly paths: readonly string[];
  /** Formats proven by the run that is retried. */
  readonly formats?: ProvenFormats;
}

/** An input file as mapped; its position is its file index. */
export interface MappedFile {
  readonly file: InputFile;
  readonly mapping: Mapping;
  readonly formats: ProvenFormats;
  /** Name in reports and messages, where there are several files. */
  readonly label: string | undefined;
}

export interface ReadResult {
  readonly files: readonly MappedFile[];
  readonly guessedEncoding: readonly string[];
}

/** Rows left out carry one of these as the reason. */
export type LeftOut = 'keep' | 'drop';

/** Reads all input files. Problems of the job that only the header shows come back, all of a file at once. */
export async function readSource(
  plan: ReadPlan,
  store: RunStore,
  parts: Parts,
): Promise<ReadResult | { readonly problems: readonly JobProblem[] }> {
  const files: MappedFile[] = [];
  const guessedEncoding: string[] = [];
  let ordinal = 0;
  for (const [index, path] of plan.paths.entries()) {
    const table = await parts.openTable(tableSource(plan.job, path));
    try {
      if (table.guessedEncoding) guessedEncoding.push(path);
      const prepared = prepareFile(plan, table, parts);
      if ('problems' in prepared) return plan.paths.length === 1 ? prepared : told(prepared.problems, path);
      const reader = { ...prepared, table, index, firstOrdinal: ordinal };
      const known: InputFile = {
        index,
        path,
        sha256: table.sha256,
        header: table.header,
        headerRow: plan.job.source.header ?? 1,
        dialect: table.dialect,
        firstOrdinal: ordinal,
        rows: 0,
      };
      await store.addFile(known);
      const rows = await readRows(reader, store, parts);
      const file = { ...known, rows };
      await store.addFile(file);
      const formats = prepared.prover?.prove() ?? plan.formats ?? {};
      files.push({
        file,
        mapping: prepared.mapping,
        formats,
        label: plan.paths.length > 1 ? basename(path) : undefined,
      });
      ordinal += rows;
    } finally {
      await table.close();
    }
  }
  await store.note(
    'formats',
    files.map((file) => file.formats),
  );
  return { files, guessedEncoding };
}

/** Of several files, the one whose header it is. */
function told(problems: readonly JobProblem[], path: string): { readonly problems: readonly JobProblem[] } {
  return { problems: problems.map((problem) => ({ ...problem, message: `${basename(path)}: ${problem.message}` })) };
}

function tableSource(job: ImportJob, path: string) {
  const { sheet, header, delimiter, encoding } = job.source;
  return {
    path,
    ...(sheet === undefined ? {} : { sheet }),
    ...(header === undefined ? {} : { header }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(encoding === undefined ? {} : { encoding }),
  };
}

interface PreparedFile {
  readonly mapping: Mapping;
  readonly step: RowSteps['step'];
  readonly prover: FormatProver | undefined;
}

function prepareFile(
  plan: ReadPlan,
  table: InputTable,
  parts: Parts,
): PreparedFile | { readonly problems: readonly JobProblem[] } {
  const mapping = compileMapping(
    {
      job: plan.job,
      entity: plan.entity,
      transforms: parts.transforms,
      files: plan.paths.length,
      ...(plan.formats === undefined ? {} : { formats: plan.formats }),
    },
    table.header,
  );
  const steps = compileRowSteps(plan.job.source, table.header);
  const problems = [...('problems' in mapping ? mapping.problems : []), ...('problems' in steps ? steps.problems : [])];
  if ('problems' in mapping || 'problems' in steps) return { problems };
  return { mapping, step: steps.step, prover: mapping.prover() };
}

type FileReader = PreparedFile & {
  readonly table: InputTable;
  readonly index: number;
  readonly firstOrdinal: number;
};

async function readRows(reader: FileReader, store: RunStore, parts: Parts): Promise<number> {
  const spans = spanBuilder(reader.index);
  let ordinal = reader.firstOrdinal;
  for await (const rows of reader.table.rows()) {
    await store.addBlocks([{ file: reader.index, firstOrdinal: ordinal, rows }]);
    for (const row of rows) {
      placeRow(row, ordinal, reader, spans);
      ordinal += 1;
    }
    await store.addSpans(spans.take(false));
    parts.progress.rows(ordinal);
  }
  await store.addSpans(spans.take(true));
  return ordinal - reader.firstOrdinal;
}

function placeRow(row: SourceRow, ordinal: number, reader: FileReader, spans: SpanBuilder): void {
  const stepped = reader.step(row);
  if (stepped.skipped !== undefined) {
    spans.add(ordinal, null, stepped.skipped);
    return;
  }
  reader.prover?.see(stepped.row);
  spans.add(ordinal, reader.mapping.groupKey(stepped.row) ?? null, undefined);
}

type SpanBuilder = ReturnType<typeof spanBuilder>;

/** Joins neighbouring rows of one key, and neighbouring rows left out for one reason, into spans. */
function spanBuilder(file: number) {
  let done: NewSpan[] = [];
  let open: { firstOrdinal: number; count: number; key: string | null; left: LeftOut | undefined } | undefined;
  const close = () => {
    if (open === undefined) return;
    const { firstOrdinal, count, key, left } = open;
    done.push({ firstOrdinal, count, key, file, ...(left === undefined ? {} : { left }) });
    open = undefined;
  };
  return {
    add(ordinal: number, key: string | null, left: LeftOut | undefined): void {
      if (open !== undefined && open.key === key && open.left === left && (key !== null || left !== undefined)) {
        open.count += 1;
        return;
      }
      close();
      open = { firstOrdinal: ordinal, count: 1, key, left };
    },
    /** The spans finished so far; the open one too at the end of a file. */
    take(end: boolean): readonly NewSpan[] {
      if (end) close();
      const taken = done;
      done = [];
      return taken;
    },
  };
}
