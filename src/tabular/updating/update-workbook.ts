/** Adds rows to a sheet of the user's workbook, or puts new values into its rows; every other part stays byte for byte. */

import { Refusal } from '../../model/refusal.ts';
import type { UpdatePlan, UpdateResult } from '../../model/table-format.ts';
import { pickSheet, type Worksheet } from '../formats/xlsx/pick-sheet.ts';
import { readSheet } from '../formats/xlsx/read-sheet.ts';
import { readSharedStrings } from '../formats/xlsx/shared-strings.ts';
import { readStyles } from '../formats/xlsx/styles.ts';
import { readWorkbook, type Workbook } from '../formats/xlsx/workbook.ts';
import { openPackage, type PackedPart, type WorkbookPackage } from '../formats/xlsx/workbook-package.ts';
import type { InputFile } from '../input-file.ts';
import { createCellStyles } from './cell-styles.ts';
import { checkSafe } from './check-safe.ts';
import { gatherRows, type Rows } from './gather-rows.ts';
import { type NewContent, repack } from './repack.ts';
import { type Rewriting, type Rewritten, rewriteSheet } from './rewrite-sheet.ts';
import { workbookKey } from './same-value.ts';
import { type SheetSource, surveySheet } from './survey-sheet.ts';
import { readTables, wholeText, withBottom } from './table-part.ts';
import { computedOnLoad, filterExtended } from './workbook-parts.ts';

/** @returns what `temporary` then holds. Throws Refusals `write/...` and `read/...`. */
export async function updateWorkbook(
  file: InputFile,
  plan: UpdatePlan,
  rows: Rows,
  temporary: string,
): Promise<UpdateResult> {
  const parts = await openPackage(file);
  checkUnsigned(parts);
  const workbook = await readWorkbook(parts);
  const { sheet, source } = await openSheet(parts, workbook, plan);
  const survey = await surveySheet(source, plan);
  const gathered = await gatherRows(file.path, plan, rows, { ...survey, textOf: workbookKey });
  checkSafe(survey, { path: file.path, sheet: sheet.name, added: gathered.added, tables: source.tables });
  const { stylesPart } = workbook;
  const xml = stylesPart === undefined ? undefined : await wholeText(parts, stylesPart);
  const styles = createCellStyles(xml, source.context.formats);
  const done: Rewritten = { updated: 0, notFilled: new Set() };
  const rewriting = { source, plan, survey, rows: gathered, styles };
  const replaced = new Map<string, NewContent>([[sheet.part, () => rewriteSheet(rewriting, done)]]);
  for (const [part, content] of await otherParts(rewriting, workbook, sheet)) replaced.set(part, content);
  await repack(inOrder(parts.packed, sheet.part, replaced), byName(parts.packed, replaced), temporary);
  const notFilled = [...done.notFilled].map((column) => survey.texts[column] ?? '');
  const { added, matched, rest } = gathered;
  return { added, updated: done.updated, unchanged: matched - done.updated, notFilled, ...rest };
}

async function openSheet(
  parts: WorkbookPackage,
  workbook: Workbook,
  plan: UpdatePlan,
): Promise<{ readonly sheet: Worksheet; readonly source: SheetSource }> {
  const context = {
    strings: await readSharedStrings(parts, workbook.stringsPart),
    formats: await readStyles(parts, workbook.stylesPart),
    date1904: workbook.date1904,
  };
  const sheet = await pickSheet(parts.path, workbook, plan.sheet, async (one) => {
    for await (const batch of readSheet(parts, one.part, one.name, context)) if (batch.length > 0) return true;
    return false;
  });
  const tables = await readTables(parts, sheet.part);
  return { sheet, source: { workbook: parts, part: sheet.part, context, tables } };
}

/** The parts that follow from the sheet's: they are written when it is. */
async function otherParts(
  { source, survey, rows, styles }: Rewriting,
  workbook: Workbook,
  sheet: Worksheet,
): Promise<readonly (readonly [string, NewContent])[]> {
  const { workbook: parts } = source;
  const root = await wholeText(parts, workbook.root);
  const bottom = survey.lastRow + rows.added;
  const contents: [string, NewContent][] = [
    [workbook.root, () => [computedOnLoad(rows.added > 0 ? filterExtended(root, sheet.name, survey, bottom) : root)]],
  ];
  if (survey.table && bottom > survey.table.range.bottom) {
    const { table } = survey;
    contents.push([table.part, () => [withBottom(table, bottom)]]);
  }
  if (workbook.stylesPart !== undefined) contents.push([workbook.stylesPart, () => pieces(styles.changed())]);
  return contents;
}

function pieces(text: string | undefined): readonly string[] | undefined {
  return text === undefined ? undefined : [text];
}

/** The sheet before the parts that depend on it. */
function inOrder(
  parts: readonly PackedPart[],
  sheet: string,
  replaced: ReadonlyMap<string, NewContent>,
): readonly PackedPart[] {
  const names = new Set([...replaced.keys()].map((name) => name.toLowerCase()));
  const isLate = ({ name }: PackedPart) => names.has(name.toLowerCase()) && name.toLowerCase() !== sheet.toLowerCase();
  return [...parts.filter((part) => !isLate(part)), ...parts.filter(isLate)];
}

/** Parts by the spelling of the package, in which case does not count. */
function byName(
  parts: readonly PackedPart[],
  replaced: ReadonlyMap<string, NewContent>,
): ReadonlyMap<string, NewContent> {
  const contents = new Map([...replaced].map(([name, content]) => [name.toLowerCase(), content]));
  return new Map(
    parts.flatMap(({ name }) => {
      const content = contents.get(name.toLowerCase());
      return content === undefined ? [] : [[name, content] as const];
    }),
  );
}

function checkUnsigned({ packed, path }: WorkbookPackage): void {
  if (!packed.some(({ name }) => name.startsWith('_xmlsignatures/'))) return;
  throw new Refusal(
    'write/signed',
    `${path} is left as it is: it bears a digital signature, which any change would break. Take the signature off, and run the same command again.`,
  );
}
