/** Writes a table as CSV in the dialect of the file it came from. */

import type { WriteCsv } from '../model/table-format.ts';
import { csvText, lineJoiner, typedCsvText } from './csv-line.ts';
import { openSink } from './csv-sink.ts';
import { writeWhole } from './whole-file.ts';

/** Characters to gather before they are encoded and written. */
const BLOCK = 64 * 1024;

/**
 * Text cells that a spreadsheet program would run as a formula get an apostrophe in front; plain numbers stay bare.
 * A text that Windows-1252 cannot hold turns the whole file into UTF-8 with a mark. Throws `write/failed`.
 *
 * The lines are put together here and not by csv-stringify, which at 27 columns writes a third as many rows a second (160,000)
 * and would have to be told, cell by cell, what is a number.
 */
export const writeCsv: WriteCsv = (path, dialect, header, rows) =>
  writeWhole(path, async (temporary) => {
    const text = dialect.typed ? typedCsvText : csvText;
    const line = lineJoiner(dialect.delimiter ?? ',', dialect.newline ?? '\r\n');
    const sink = await openSink(temporary, dialect);
    try {
      let block = line(header.map(csvText));
      for await (const batch of rows) {
        for (const row of batch) block += line(row.cells.map(text));
        if (block.length < BLOCK) continue;
        await sink.write(block);
        block = '';
      }
      await sink.write(block);
    } finally {
      await sink.close();
    }
  });
