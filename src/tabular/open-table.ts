/** Opens an input file as a table: the format follows the extension, and the content must agree with it. */

import { extname } from 'node:path';
import { Refusal } from '../model/refusal.ts';
import type { InputTable, OpenTable, TableSource } from '../model/table-format.ts';
import { checkContent } from './check-content.ts';
import { openCsv } from './formats/csv.ts';
import { openXlsx } from './formats/xlsx.ts';
import { type InputFile, openInputFile } from './input-file.ts';

type OpenFormat = (file: InputFile, source: TableSource) => Promise<InputTable>;

const FORMATS: ReadonlyMap<string, OpenFormat> = new Map([
  ['.csv', openCsv],
  ['.tsv', openCsv],
  ['.txt', openCsv],
  ['.xlsx', openXlsx],
]);

export const openTable: OpenTable = async (source) => {
  const extension = extname(source.path).toLowerCase();
  const open = FORMATS.get(extension);
  if (!open) throw unknownFormat(source.path, extension);
  const file = await openInputFile(source.path);
  try {
    await checkContent(file, extension);
    return await open(file, source);
  } catch (error) {
    await file.handle.close();
    throw error;
  }
};

function unknownFormat(path: string, extension: string): Refusal {
  const what = extension === '' ? 'has no extension' : `is a ${extension} file, which is not read`;
  return new Refusal('read/unknown-format', `${path} ${what}. Save it as .xlsx or .csv (or .tsv, .txt).`);
}
