/** What a workbook's root parts say: its sheets in tab order, its date system, and where strings and styles are. */

import { posix } from 'node:path';
import { damagedWorkbook } from './damaged-workbook.ts';
import { MAX_SMALL_PART_BYTES } from './limits.ts';
import { scanPart } from './scan-part.ts';
import type { WorkbookPackage } from './workbook-package.ts';
import { attributeOf } from './xml-attributes.ts';
import type { XmlHandler } from './xml-scanner.ts';

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** The worksheet's part; undefined for a chart sheet and its like, which hold no cells. */
  readonly part: string | undefined;
}

export interface Workbook {
  /** The workbook's own part. */
  readonly root: string;
  /** In tab order. */
  readonly sheets: readonly Sheet[];
  /** Days count from 1904-01-01 and not from 1900. */
  readonly date1904: boolean;
  readonly stringsPart: string | undefined;
  readonly stylesPart: string | undefined;
}

export interface Relationship {
  readonly id: string;
  /** The last word of its type: `worksheet`, `styles`; the same in both namespaces of the standard. */
  readonly kind: string;
  /** The part's name within the package. */
  readonly part: string;
}

/** Reads the workbook's root parts. Throws `read/damaged-workbook`. */
export async function readWorkbook(workbook: WorkbookPackage): Promise<Workbook> {
  const roots = await relationshipsOf(workbook, '');
  const root = roots.find((one) => one.kind === 'officeDocument')?.part;
  if (root === undefined) throw damagedWorkbook(workbook.path, 'it is a zip file, but no workbook');
  const relationships = await relationshipsOf(workbook, root);
  const partOf = (kind: string) => {
    const part = relationships.find((one) => one.kind === kind)?.part;
    return part !== undefined && workbook.has(part) ? part : undefined;
  };
  const { sheets, date1904 } = await readRoot(workbook, root, relationships);
  return { root, sheets, date1904, stringsPart: partOf('sharedStrings'), stylesPart: partOf('styles') };
}

async function readRoot(
  workbook: WorkbookPackage,
  root: string,
  relationships: readonly Relationship[],
): Promise<{ sheets: Sheet[]; date1904: boolean }> {
  const sheets: Sheet[] = [];
  let date1904 = false;
  await scanTags(workbook, root, (name, tag) => {
    if (name === 'workbookPr') date1904 = isTrue(attributeOf(tag, 'date1904'));
    if (name !== 'sheet') return;
    const target = relationships.find((one) => one.id === attributeOf(tag, '*:id'));
    const state = attributeOf(tag, 'state') ?? 'visible';
    sheets.push({
      name: attributeOf(tag, 'name') ?? '',
      hidden: state !== 'visible',
      part: target?.kind === 'worksheet' ? target.part : undefined,
    });
  });
  return { sheets, date1904 };
}

/** What a part refers to; without a part, what the package does. */
export async function relationshipsOf(workbook: WorkbookPackage, source: string): Promise<Relationship[]> {
  const folder = posix.dirname(source);
  const part = relationshipsPart(source);
  const relationships: Relationship[] = [];
  await scanTags(workbook, part, (name, tag) => {
    const target = attributeOf(tag, 'Target');
    if (name !== 'Relationship' || target === undefined || attributeOf(tag, 'TargetMode') === 'External') return;
    relationships.push({
      id: attributeOf(tag, 'Id') ?? '',
      kind: attributeOf(tag, 'Type')?.split('/').at(-1) ?? '',
      part: target.startsWith('/') ? posix.normalize(target.slice(1)) : posix.join(folder, target),
    });
  });
  return relationships;
}

/** The part that says what another refers to; a part that refers to nothing has none. */
export function relationshipsPart(source: string): string {
  return posix.join(posix.dirname(source), '_rels', `${posix.basename(source)}.rels`);
}

async function scanTags(
  workbook: WorkbookPackage,
  part: string,
  open: (name: string, tag: string) => void,
): Promise<void> {
  const handler: XmlHandler = { wantsText: false, open, text: () => undefined, close: () => undefined };
  await scanPart(workbook, part, MAX_SMALL_PART_BYTES, handler);
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
