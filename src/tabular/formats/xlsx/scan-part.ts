/** Runs the XML scanner over one part of a workbook. */

import { damagedWorkbook } from './damaged-workbook.ts';
import { partText } from './part-text.ts';
import type { WorkbookPackage } from './workbook-package.ts';
import { createXmlScanner, XmlFault, type XmlHandler } from './xml-scanner.ts';

/**
 * Scans the part as its bytes come and pauses after each piece, so that what the handler gathered can be taken.
 * Throws `read/damaged-workbook`, `read/too-large` and what the handler throws.
 */
export async function* scanPieces(
  workbook: WorkbookPackage,
  part: string,
  maxBytes: number,
  handler: XmlHandler,
): AsyncGenerator<void> {
  const scanner = createXmlScanner(handler);
  try {
    for await (const text of partText(workbook, part, maxBytes)) {
      scanner.feed(text);
      yield;
    }
    scanner.end();
  } catch (error) {
    throw error instanceof XmlFault ? damagedWorkbook(workbook.path, `in its part ${part}, ${error.message}`) : error;
  }
}

/** Scans the whole part. */
export async function scanPart(
  workbook: WorkbookPackage,
  part: string,
  maxBytes: number,
  handler: XmlHandler,
): Promise<void> {
  for await (const _ of scanPieces(workbook, part, maxBytes, handler));
}
