/** The mark by which a workbook is known as ours: the properties that we write into it. */

import { MAX_SMALL_PART_BYTES } from './formats/xlsx/limits.ts';
import { scanPart } from './formats/xlsx/scan-part.ts';
import type { WorkbookPackage } from './formats/xlsx/workbook-package.ts';

const NAME = 'rowpost';
const WRITTEN = '2000-01-01T00:00:00Z';
const PART = 'docProps/core.xml';
/** Stands between the names of sheets, in none of which a slash is allowed. */
const SEPARATOR = ' / ';

/** Properties of a written workbook; its times are constant, so that the same sheets give the same bytes. */
export function ownProperties(sheets: readonly string[]) {
  const when = new Date(WRITTEN);
  const description = sheets.join(SEPARATOR);
  return { created: when, modified: when, creator: NAME, lastModifiedBy: NAME, description };
}

/** `written`: as we left it; `edited`: ours, saved since by another program; `foreign`: never ours. */
export interface Origin {
  readonly state: 'written' | 'edited' | 'foreign';
  /** The sheets that we wrote. */
  readonly sheets: readonly string[];
}

/** Throws `read/damaged-workbook`. */
export async function originOf(workbook: WorkbookPackage): Promise<Origin> {
  if (!workbook.has(PART)) return { state: 'foreign', sheets: [] };
  const properties = new Map<string, string>();
  let open = '';
  const handler = {
    wantsText: false,
    open(name: string) {
      open = name;
      handler.wantsText = true;
    },
    text(text: string) {
      properties.set(open, (properties.get(open) ?? '') + text);
    },
    close() {
      handler.wantsText = false;
    },
  };
  await scanPart(workbook, PART, MAX_SMALL_PART_BYTES, handler);
  if (properties.get('creator') !== NAME) return { state: 'foreign', sheets: [] };
  const untouched = properties.get('lastModifiedBy') === NAME && properties.get('modified') === WRITTEN;
  return {
    state: untouched ? 'written' : 'edited',
    sheets: (properties.get('description') ?? '').split(SEPARATOR),
  };
}
