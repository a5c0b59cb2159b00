/** The cells that a reconciliation cannot read: a list of all of them, since nothing is compared while there is one. */

import { join } from 'node:path';
import type { Finding } from '../model/finding.ts';
import type { TableDialect } from '../model/table-format.ts';
import { renderBlock, renderFinding } from '../validators/render-finding.ts';
import type { Parts } from './parts.ts';
import type { MappedFile } from './read-source.ts';

export interface Unreadable {
  /** How many there are. */
  readonly count: number;
  /** The first ones as the terminal shows them. */
  readonly blocks: readonly string[];
  /** The list. */
  readonly path: string;
}

const SHOWN = 10;
const DIALECT: TableDialect = { format: 'csv', delimiter: ',', encoding: 'utf-8', bom: true, newline: '\r\n' };
const HEADER = ['File', 'Row', 'Column', 'Value', 'Code', 'Message'];

export async function writeUnreadable(
  folder: string,
  {
    findings,
    count,
    files,
  }: { readonly findings: readonly Finding[]; readonly count: number; readonly files: readonly MappedFile[] },
  parts: Parts,
): Promise<Unreadable> {
  const path = join(folder, 'unreadable.csv');
  const fileOf = ({ ordinal }: Finding) => files.findLast(({ file }) => file.firstOrdinal <= ordinal)?.file.path ?? '';
  const rows = findings.map((finding) => ({
    cells: [
      fileOf(finding),
      { n: String(finding.row) },
      finding.column ?? '',
      finding.value ?? '',
      finding.code,
      renderFinding(finding, parts.catalogue),
    ],
  }));
  await parts.writeCsv(path, DIALECT, HEADER, [rows]);
  const blocks = findings
    .slice(0, SHOWN)
    .map((finding) => renderBlock(finding, parts.catalogue, { file: fileOf(finding) }));
  return { count, blocks, path };
}
