/** Opens a workbook in LibreOffice, has every formula computed anew, and gives what its sheets then show. */

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';

const run = promisify(execFile);

/** Comma, quote, UTF-8, texts as shown, formulas as results, every sheet into a file of its own. */
const CSV_OF_EACH_SHEET = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1';

/** LibreOffice keeps stored results of workbooks unless it is told to compute. */
const COMPUTE_ALL =
  '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">' +
  '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>' +
  '</oor:items>';

/** Texts by sheet, row and column. */
export async function openInOffice(path: string): Promise<ReadonlyMap<string, readonly (readonly string[])[]>> {
  const folder = await mkdtemp(join(tmpdir(), 'rowpost-office-'));
  try {
    const profile = join(folder, 'profile');
    await mkdir(join(profile, 'user'), { recursive: true });
    await writeFile(join(profile, 'user', 'registrymodifications.xcu'), COMPUTE_ALL);
    const out = join(folder, 'out');
    const options = ['--headless', `-env:UserInstallation=${pathToFileURL(profile).href}`];
    await run(process.env.SOFFICE ?? 'soffice', [...options, '--convert-to', CSV_OF_EACH_SHEET, '--outdir', out, path]);
    const start = `${basename(path, '.xlsx')}-`;
    const sheets = new Map<string, readonly (readonly string[])[]>();
    for (const name of await readdir(out)) {
      const rows: string[][] = parse(await readFile(join(out, name)), { relax_column_count: true });
      sheets.set(name.slice(start.length, -'.csv'.length), rows);
    }
    return sheets;
  } finally {
    await rm(folder, { recursive: true });
  }
}
