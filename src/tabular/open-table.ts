/** Opens an input file as a table: the format follows the extension, and the content must agree with it. */

import { extname } from 'node:path';
import { Refusal } from '../model/refusal.ts';
import type { InputTable, OpenTable, TableSource } from '../model/table-format.ts';
import { checkContent } from './check-content.ts';
import { type InputFile, openInputFile } from './input-file.ts';

type OpenFormat = (file: InputFile, source: TableSource) => Promise<InputTable>;

// Loaded when they are needed: a command that reads no workbook does not wait for that reader.
const openCsv: OpenFormat = async (file, source) => (await import('./formats/csv.ts')).openCsv(file, source);
const openXlsx: OpenFormat = async (file, source) => (await import('./formats/xlsx.ts')).openXlsx(file, source);

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
