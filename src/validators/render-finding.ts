/** Puts a finding into words: one line for the reports, a block for the terminal. */

import type { Finding } from '../model/finding.ts';
import type { Catalogue } from './catalogue.ts';
import { subject } from './finding-text.ts';

/** Where a block's finding stands: the file and the document, as the user knows them. */
export interface BlockPlace {
  /** Path of the input file as the user wrote it. */
  readonly file?: string;
  /** The document's number, or whatever it is known by. */
  readonly document?: string;
}

/** Characters that a message takes whole, of a cell and of what else it names; of longer ones it shows the beginning. */
const LONGEST_VALUE = 300;
const LONGEST_PARAM = 2000;
const SHOWN = 100;

/** `Row 14: Amount = 1200.10, but ... Correct the amount ...` */
export function renderFinding(finding: Finding, catalogue: Catalogue): string {
  const text = `${what(finding, catalogue)} ${remedy(finding, catalogue)}`.trim();
  return oneLine(finding.row > 0 ? `Row ${finding.row}: ${text}` : text);
}

/** The place and the code on the first line, what is wrong and what to do indented below. */
export function renderBlock(finding: Finding, catalogue: Catalogue, place: BlockPlace = {}): string {
  const row = finding.row > 0 ? finding.row.toString() : '';
  const where =
    place.file === undefined ? (row === '' ? 'The run' : `Row ${row}`) : [place.file, row].filter(Boolean).join(':');
  const head = [where, `${finding.severity} ${finding.code}`, place.document].filter(
    (part) => part !== undefined && part !== '',
  );
  const body = [what(finding, catalogue), remedy(finding, catalogue)].filter((line) => line !== '');
  return [head.join('  '), ...body.map((line) => `  ${oneLine(line)}`)].join('\n');
}

/** Names the column and the value where the kind's own sentence does not. */
function what(given: Finding, catalogue: Catalogue): string {
  const finding = clipped(given);
  const text = catalogue.kind(finding.code)?.what(finding) ?? Object.values(finding.params ?? {}).join(', ');
  const { column, value = '' } = finding;
  const named = column === undefined || (text.includes(column) && text.includes(value));
  return named ? text : `${subject(finding)}: ${text}`;
}

function remedy(finding: Finding, catalogue: Catalogue): string {
  return catalogue.kind(finding.code)?.remedy(finding) ?? '';
}

/** A cell may hold a megabyte; a message shows its beginning. */
function clipped(finding: Finding): Finding {
  const { value = '', params = {} } = finding;
  const long = Object.entries(params).filter(([, text]) => text.length > LONGEST_PARAM);
  if (value.length <= LONGEST_VALUE && long.length === 0) return finding;
  return {
    ...finding,
    ...(value.length <= LONGEST_VALUE ? {} : { value: clip(value) }),
    params: { ...params, ...Object.fromEntries(long.map(([name, text]) => [name, clip(text)])) },
  };
}

function clip(text: string): string {
  return `${text.slice(0, SHOWN).replace(/[\ud800-\udbff]$/, '')}… (${text.length} characters)`;
}

/** A cell may hold line breaks; a message stays on its line. */
function oneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ');
}
