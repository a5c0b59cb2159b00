/** Tables as the pipeline sees them: what opening an input gives, and what writing a report takes. */

import type { Cell, SourceRow } from './source-row.ts';

/** How an input is written down, kept so that the failed rows' file can be written the same way. */
export interface TableDialect {
  readonly format: 'csv' | 'xlsx';
  /** CSV: the separating character. */
  readonly delimiter?: string;
  /** CSV: `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`. */
  readonly encoding?: string;
  readonly bom?: boolean;
  readonly newline?: '\n' | '\r\n' | '\r';
  /** CSV: numbers come as number cells, so that texts are no numbers, whatever they look like. */
  readonly typed?: true;
  /** XLSX: the sheet's name. */
  readonly sheet?: string;
}

/** What a job's `source` says of how to read a file. */
export interface TableSource {
  /** Absolute path of the file. */
  readonly path: string;
  /** Name or 1-based number of the sheet. */
  readonly sheet?: string | number;
  /** 1-based row of the header; default 1. */
  readonly header?: number;
  /** `comma semicolon tab pipe` or one character; default auto. */
  readonly delimiter?: string;
  readonly encoding?: string;
}

/** An opened input. Nothing but the header is held in memory; `rows` may be called once. */
export interface InputTable {
  readonly header: readonly string[];
  readonly dialect: TableDialect;
  /** SHA-256 of the file's bytes, hex. */
  readonly sha256: string;
  /** The file was taken for Windows-1252 since it is no UTF-8 and nothing was declared: a WARNING for the run. */
  readonly guessedEncoding: boolean;
  /** Batches of rows below the header in sheet order, wholly blank rows left out. Throws a Refusal where the file is damaged. */
  rows(): AsyncIterable<readonly SourceRow[]>;
  close(): Promise<void>;
}

/** Opens one input file. Throws a Refusal (missing, empty, locked, encrypted, truncated, wrongly named, too large ...). */
export type OpenTable = (source: TableSource) => Promise<InputTable>;

/**
 * How a row of a report looks: `ok warning error skipped unsent` are coloured in workbooks, `heading` looks like a sheet's
 * header, `pass` and `fail` stand out.
 */
export type RowTone =
  | 'ok'
  | 'warning'
  | 'error'
  | 'skipped'
  | 'unsent'
  | 'title'
  | 'heading'
  | 'pass'
  | 'fail'
  | 'plain';

/** A live formula of a workbook, without its equals sign, with its result at the time of writing; a CSV holds the result. */
export interface FormulaCell {
  readonly f: string;
  readonly result: Cell;
}

export interface SheetRow {
  readonly cells: readonly (Cell | FormulaCell)[];
  readonly tone?: RowTone;
  /** Number formats by 0-based column, before those of the sheet. */
  readonly formats?: Readonly<Record<number, string>>;
  /**
   * In an update, after all others: belongs to a row that is there or nowhere. It changes the row of its key, or is only
   * counted where the key does not tell for certain whose row that is.
   */
  readonly isThere?: 'changes' | 'counts';
}

export interface SheetPlan {
  readonly name: string;
  /** Header cells, written bold and frozen; left out where the sheet has none. */
  readonly header?: readonly string[];
  /** Column widths in characters; computed from the header where left out. */
  readonly widths?: readonly number[];
  /** How many of the columns, from the first, are printed; all where left out. */
  readonly printed?: number;
  /** An auto-filter over the header. */
  readonly filter?: boolean;
  /** 0-based columns whose cells are links with the cell's text as address. */
  readonly links?: readonly number[];
  /** 0-based columns whose long texts are wrapped. */
  readonly wrap?: readonly number[];
  /** Number formats by 0-based column, for the numbers and dates in it. */
  readonly formats?: Readonly<Record<number, string>>;
  /** 0-based columns that get a live total in a row below, beside its cached value; the label stands in the first other column. */
  readonly totals?: readonly number[];
  readonly rows: AsyncIterable<readonly SheetRow[]> | Iterable<readonly SheetRow[]>;
}

/** Writes a CSV file, whole or not at all (a temporary file renamed at the end). */
export type WriteCsv = (
  path: string,
  dialect: TableDialect,
  header: readonly string[],
  rows: AsyncIterable<readonly SheetRow[]> | Iterable<readonly SheetRow[]>,
) => Promise<void>;

/** Writes a workbook, whole or not at all, sheet after sheet with bounded memory. */
export type WriteWorkbook = (path: string, sheets: readonly SheetPlan[]) => Promise<void>;

/** Writes one JSON object a line, whole or not at all: header to value, numbers exact, days ISO, blank cells null. */
export type WriteJsonl = (
  path: string,
  header: readonly string[],
  rows: AsyncIterable<readonly SheetRow[]> | Iterable<readonly SheetRow[]>,
) => Promise<void>;

/** How rows come into a table that is there; a file that is missing or empty is written like any other. */
export interface UpdatePlan {
  /** Without it the only sheet with data. */
  readonly sheet?: string;
  /** Found in the table's own header row, whatever their order there. */
  readonly header: readonly string[];
  /** Headers by which a row is found again; none: all rows are added below. */
  readonly key: readonly string[];
  /** Where rows are parts of records, the header of the column that tells the record. */
  readonly record?: string;
  /** Of a workbook that is not there yet. */
  readonly widths?: readonly number[];
  /** Number formats by 0-based column of `header`, where the table's own cells have none that fits. */
  readonly formats?: Readonly<Record<number, string>>;
  /** CSV that is not there yet. */
  readonly delimiter?: string;
}

export interface UpdateResult {
  readonly added: number;
  readonly updated: number;
  /** Found by their key, and equal cell by cell. */
  readonly unchanged: number;
  /** Headers of the user's own formula columns that are blank in the added rows. */
  readonly notFilled: readonly string[];
  /** Rows of the file whose key none of the export's rows had; left out where there are none. */
  readonly absent?: number;
  /** Row numbers of the file: parts of records that came, which were not among the parts that came; left out where there are none. */
  readonly gone?: readonly number[];
  /** Rows of the file that have the key of one marked `isThere`; left out where there are none. */
  readonly left?: number;
}

/**
 * For .csv and .xlsx: keeps all else of the file as it is. Throws a Refusal `write/...` or `read/...` where that cannot be
 * done safely; the file is then untouched.
 */
export type UpdateTable = (
  path: string,
  plan: UpdatePlan,
  rows: AsyncIterable<readonly SheetRow[]> | Iterable<readonly SheetRow[]>,
) => Promise<UpdateResult>;

/**
 * Throws a Refusal `write/...` where a workbook stands at the path that holds work of the user's, or that is open.
 * @param remedy what to do instead, should that not be an export's `mode: update`
 */
export type MayReplace = (path: string, remedy?: string) => Promise<void>;
