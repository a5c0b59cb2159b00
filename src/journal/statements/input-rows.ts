/** Input files and source rows of a run: rows lie in blocks as read, the cells of a block packed. */

import type { SourceRow } from '../../model/source-row.ts';
import type { TableDialect } from '../../model/table-format.ts';
import type { Database } from '../database.ts';
import type { RowBlock, RunStore } from '../run-store.ts';
import { packTexts, rowCells, rowText, unpackTexts } from './packed-rows.ts';

interface FileRow {
  readonly file: number;
  readonly path: string;
  readonly sha256: string;
  readonly header: string;
  readonly header_row: number;
  readonly dialect: string;
  readonly first_ordinal: number;
  readonly rows: number;
}

interface BlockRow {
  readonly first_ordinal: number;
  readonly file: number;
  readonly first_row: number;
  /** JSON array of row numbers where they have gaps. */
  readonly row_numbers: string | null;
  /** Packed. */
  readonly cells: Uint8Array;
}

export function inputRows(database: Database): Pick<RunStore, 'addFile' | 'files' | 'addBlocks' | 'blocks'> {
  const saveFile = database.prepare('REPLACE INTO input_file VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const selectFiles = database.prepare<FileRow>('SELECT * FROM input_file ORDER BY file');
  const insertBlock = database.prepare('INSERT INTO block VALUES (?, ?, ?, ?, ?)');
  const nextBlock = database.prepare<BlockRow>(
    'SELECT * FROM block WHERE first_ordinal > ? ORDER BY first_ordinal LIMIT 1',
  );
  return {
    async addFile(file) {
      const { index, path, sha256, headerRow, firstOrdinal, rows } = file;
      const [header, dialect] = [JSON.stringify(file.header), JSON.stringify(file.dialect)];
      database.write(() => saveFile.run(index, path, sha256, header, headerRow, dialect, firstOrdinal, rows));
    },
    async files() {
      return database.read(() => selectFiles.all()).map(toFile);
    },
    async addBlocks(blocks) {
      const count = blocks.reduce((sum, block) => sum + block.rows.length, 0);
      database.append(count, () => {
        for (const { firstOrdinal, file, rows } of blocks) {
          if (rows.length === 0) continue;
          const cells = packTexts(rows.map((row) => rowText(row.cells)));
          insertBlock.run(firstOrdinal, file, rows[0]!.number, rowNumbers(rows), cells);
        }
      });
    },
    async *blocks() {
      let after = -1;
      for (;;) {
        const row = database.read(() => nextBlock.get(after));
        if (row === undefined) return;
        yield toBlock(row);
        after = row.first_ordinal;
      }
    },
  };
}

/** Null where the numbers follow one another without a gap. */
function rowNumbers(rows: readonly SourceRow[]): string | null {
  const first = rows[0]!.number;
  if (rows.every((row, index) => row.number === first + index)) return null;
  return JSON.stringify(rows.map((row) => row.number));
}

function toFile(row: FileRow) {
  return {
    index: row.file,
    path: row.path,
    sha256: row.sha256,
    header: JSON.parse(row.header) as readonly string[],
    headerRow: row.header_row,
    dialect: JSON.parse(row.dialect) as TableDialect,
    firstOrdinal: row.first_ordinal,
    rows: row.rows,
  };
}

function toBlock(row: BlockRow): RowBlock {
  const numbers = row.row_numbers === null ? undefined : (JSON.parse(row.row_numbers) as readonly number[]);
  return {
    file: row.file,
    firstOrdinal: row.first_ordinal,
    rows: unpackTexts(row.cells).map((text, index) => ({
      number: numbers?.[index] ?? row.first_row + index,
      cells: rowCells(text),
    })),
  };
}
