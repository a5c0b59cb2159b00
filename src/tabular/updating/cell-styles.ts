/** The cell styles of a user's workbook, and those that must be added so that a day looks like a day. */

import type { Cell } from '../../model/source-row.ts';
import { builtInFormat, type NumberFormat, readFormatCode } from '../formats/xlsx/number-format.ts';
import { attributeOf } from '../formats/xlsx/xml-attributes.ts';
import { escaped } from './cell-xml.ts';

export interface CellStyles {
  /**
   * The style for a value: the cell's own where that shows it, else one that differs from it in the number format alone.
   * @param wanted number format of the job, for cells that have none
   */
  styleFor(own: string | undefined, cell: Cell, wanted: string | undefined): string | undefined;
  /** The part with the added styles; undefined where there are none. */
  changed(): string | undefined;
}

const DAY = 'yyyy-mm-dd';
const GENERAL = 'General';
const BUILT_IN: ReadonlyMap<string, number> = new Map([
  [GENERAL, 0],
  ['0', 1],
  ['0.00', 2],
  ['#,##0', 3],
  ['#,##0.00', 4],
]);
const FIRST_OWN_ID = 164;

/** @param xml the part; without one, or one of unknown shape, every cell keeps its style */
export function createCellStyles(xml: string | undefined, formats: readonly NumberFormat[]): CellStyles {
  const list = xml === undefined ? null : /<((?:[\w.-]+:)?)cellXfs(?:\s[^>]*)?>([\s\S]*?)<\/\1cellXfs>/.exec(xml);
  if (xml === undefined || list === null) return { styleFor: (own) => own, changed: () => undefined };
  const [whole, prefix = '', inner = ''] = list;
  const present = inner.match(/<(?:[\w.-]+:)?xf(?:\s[^>]*?)?(?:\/>|>[\s\S]*?<\/(?:[\w.-]+:)?xf>)/g) ?? [];
  const added: string[] = [];
  const known = new Map<string, string>();
  const codes = numberFormats(xml, prefix);

  function withFormat(own: string | undefined, code: string): string {
    const key = `${own ?? ''}|${code}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const style = String(present.length + added.length);
    added.push(reformatted(present[Number(own ?? 0)] ?? `<${prefix}xf/>`, codes.idOf(code)));
    known.set(key, style);
    return style;
  }

  return {
    styleFor(own, cell, wanted) {
      if (typeof cell === 'string' || !('n' in cell || 'd' in cell)) return own;
      const kind = (formats[Number(own ?? 0)] ?? builtInFormat(0)).kind;
      const wantedKind = wanted === undefined ? undefined : readFormatCode(wanted).kind;
      if ('d' in cell) return kind === 'date' ? own : withFormat(own, wantedKind === 'date' ? wanted! : DAY);
      if (cell.percent) return own;
      const fits = wanted !== undefined && wantedKind !== 'date' && wantedKind !== 'time';
      if (kind === 'date' || kind === 'time' || kind === 'percent') return withFormat(own, fits ? wanted : GENERAL);
      const isPlain = Number(attributeOf(tagOf(present[Number(own ?? 0)]), 'numFmtId') ?? 0) === 0;
      if (!isPlain) return own;
      const shown = fits ? wanted : /\.\d0$/.test(cell.n) ? '0.00' : undefined;
      return shown === undefined ? own : withFormat(own, shown);
    },
    changed() {
      if (added.length === 0) return undefined;
      const grown = `<${prefix}cellXfs count="${present.length + added.length}">${inner}${added.join('')}</${prefix}cellXfs>`;
      return codes.into(xml.replace(whole, () => grown));
    },
  };
}

function tagOf(element: string | undefined): string {
  return /^<([^>]*?)\/?>/.exec(element ?? '')?.[1] ?? '';
}

/** The style's element with another number format. */
function reformatted(element: string, id: number): string {
  return element.replace(/^<([^\s/>]+)([^>]*?)(\/?>)/, (_, name: string, attributes: string, end: string) => {
    const rest = attributes.replace(/\s(?:numFmtId|applyNumberFormat|quotePrefix)=(?:"[^"]*"|'[^']*')/g, '');
    return `<${name} numFmtId="${id}"${rest} applyNumberFormat="1"${end}`;
  });
}

/** The workbook's own number formats, and those added to them. */
function numberFormats(xml: string, prefix: string) {
  const list = /<((?:[\w.-]+:)?)numFmts(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/\1numFmts>)/.exec(xml);
  const ids = new Map<string, number>(BUILT_IN);
  let next = FIRST_OWN_ID;
  let count = 0;
  for (const [tag] of (list?.[2] ?? '').matchAll(/<(?:[\w.-]+:)?numFmt\s[^>]*>/g)) {
    const id = Number(attributeOf(tag.slice(1), 'numFmtId'));
    const code = attributeOf(tag.slice(1), 'formatCode') ?? '';
    if (!ids.has(code)) ids.set(code, id);
    next = Math.max(next, id + 1);
    count++;
  }
  const added: string[] = [];
  return {
    idOf(code: string): number {
      const known = ids.get(code);
      if (known !== undefined) return known;
      const text = escaped(code).replaceAll('"', '&quot;');
      added.push(`<${prefix}numFmt numFmtId="${next}" formatCode="${text}"/>`);
      ids.set(code, next);
      return next++;
    },
    into(styles: string): string {
      if (added.length === 0) return styles;
      const grown = `<${prefix}numFmts count="${count + added.length}">${list?.[2] ?? ''}${added.join('')}</${prefix}numFmts>`;
      if (list) return styles.replace(list[0], () => grown);
      return styles.replace(/<(?:[\w.-]+:)?styleSheet(?:\s[^>]*)?>/, (root) => root + grown);
    },
  };
}
