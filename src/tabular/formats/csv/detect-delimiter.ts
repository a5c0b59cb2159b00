/** Which character separates the cells of a CSV file, judged by its first records. */

import { Refusal } from '../../../model/refusal.ts';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['comma', ','],
  ['semicolon', ';'],
  ['tab', '\t'],
  ['pipe', '|'],
]);

const CANDIDATES = [',', ';', '\t', '|'];
const RECORDS = 200;
const QUOTE = 34;
const CR = 13;
const LF = 10;

interface Score {
  readonly delimiter: string;
  readonly columns: number;
  /** Higher with more columns, and with more records that have as many cells as the header. */
  readonly points: number;
}

/** The character that a job's `delimiter` names. Throws `read/unknown-delimiter`. */
export function namedDelimiter(name: string): string {
  const delimiter = NAMES.get(name.trim().toLowerCase()) ?? name;
  const code = delimiter.charCodeAt(0);
  if (delimiter.length === 1 && code < 0x80 && code !== QUOTE && code !== CR && code !== LF && code !== 0)
    return delimiter;
  throw new Refusal(
    'read/unknown-delimiter',
    `Delimiter ${JSON.stringify(name)} cannot separate cells. Give comma, semicolon, tab, pipe, or one plain character.`,
  );
}

/**
 * The delimiter that divides the header into most columns and the records below it most evenly; `fallback` where none divides anything.
 * Throws `read/ambiguous-delimiter` where two do so equally well.
 * @param head the file's first bytes as UTF-8; its last record may be cut off
 * @param header 1-based row of the header
 */
export function detectDelimiter(
  path: string,
  head: Uint8Array,
  header: number,
  whole: boolean,
  fallback: string,
): string {
  const scores = CANDIDATES.map((delimiter) => scoreOf(delimiter, head, header, whole))
    .filter((score) => score.columns > 1)
    .sort((a, b) => b.points - a.points);
  const [best, next] = scores;
  if (!best) return fallback;
  if (next && next.points === best.points) {
    throw new Refusal(
      'read/ambiguous-delimiter',
      `${path} can be read with ${nameOf(best.delimiter)} or ${nameOf(next.delimiter)} between its cells. Say which by \`delimiter\`.`,
    );
  }
  return best.delimiter;
}

function nameOf(delimiter: string): string {
  return [...NAMES].find(([, char]) => char === delimiter)?.[0] ?? delimiter;
}

function scoreOf(delimiter: string, head: Uint8Array, header: number, whole: boolean): Score {
  const counts = cellCounts(delimiter.charCodeAt(0), head, header - 1 + RECORDS, whole);
  const table = counts.slice(header - 1).filter((count) => count > 0);
  const columns = table[0] ?? 0;
  const even = table.filter((count) => count === columns).length / table.length;
  return { delimiter, columns, points: even * Math.log2(columns) };
}

/** Cells of each record, 0 for a blank line, quotes respected. */
function cellCounts(delimiter: number, head: Uint8Array, limit: number, whole: boolean): number[] {
  const counts: number[] = [];
  let cells = 1;
  let quoted = false;
  let fieldStart = 0;
  let recordStart = 0;
  for (let i = 0; i < head.length && counts.length < limit; i++) {
    const byte = head[i];
    if (quoted) {
      if (byte !== QUOTE) continue;
      if (head[i + 1] === QUOTE) i++;
      else quoted = false;
    } else if (byte === QUOTE && i === fieldStart) {
      quoted = true;
    } else if (byte === delimiter) {
      cells++;
      fieldStart = i + 1;
    } else if (byte === LF || byte === CR) {
      counts.push(i === recordStart ? 0 : cells);
      if (byte === CR && head[i + 1] === LF) i++;
      cells = 1;
      fieldStart = recordStart = i + 1;
    }
  }
  const lastEnds = whole && recordStart < head.length;
  if (counts.length < limit && (lastEnds || counts.length === 0)) counts.push(cells);
  return counts;
}
