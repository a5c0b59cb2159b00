/** Pairs the records of two sides that have a key in common, each only where it has exactly one candidate, and its candidate too. */

/** A record as it stands in a group: all of one key, in order of their days. */
export interface Keyed {
  /** Its place on its side. */
  readonly n: number;
  /** Days since 1970; 0 where days do not matter. */
  readonly day: number;
}

export interface Pairing {
  readonly pairs: readonly (readonly [sheet: number, xero: number])[];
  /** Records with several candidates, or whose one candidate has several: with the first candidates. */
  readonly sheet: readonly Contested[];
  readonly xero: readonly Contested[];
}

export interface Contested {
  readonly n: number;
  readonly candidates: readonly number[];
}

/** Candidates named. */
const SHOWN = 10;

/**
 * Linear in the number of records, however many there are of one key.
 * @param sheet in order of their days, as `xero`
 * @param within days that the two may be apart
 */
export function pairGroup(sheet: readonly Keyed[], xero: readonly Keyed[], within: number): Pairing {
  const [ofSheet, ofXero] = [windows(sheet, xero, within), windows(xero, sheet, within)];
  const pairs: (readonly [number, number])[] = [];
  const paired = new Set<number>();
  for (const [index, { from, to }] of ofSheet.entries()) {
    if (to - from !== 1) continue;
    const back = ofXero[from]!;
    if (back.to - back.from !== 1) continue;
    pairs.push([sheet[index]!.n, xero[from]!.n]);
    paired.add(index);
  }
  const partners = new Set(pairs.map(([, partner]) => partner));
  return {
    pairs,
    sheet: contested(sheet, xero, ofSheet, (index) => paired.has(index)),
    xero: contested(xero, sheet, ofXero, (index) => partners.has(xero[index]!.n)),
  };
}

/** Which of the others are near enough, from and to (exclusive). */
interface Window {
  readonly from: number;
  readonly to: number;
}

function windows(own: readonly Keyed[], others: readonly Keyed[], within: number): readonly Window[] {
  let [from, to] = [0, 0];
  return own.map(({ day }) => {
    while (from < others.length && others[from]!.day < day - within) from += 1;
    if (to < from) to = from;
    while (to < others.length && others[to]!.day <= day + within) to += 1;
    return { from, to };
  });
}

function contested(
  own: readonly Keyed[],
  others: readonly Keyed[],
  found: readonly Window[],
  isPaired: (index: number) => boolean,
): readonly Contested[] {
  return own.flatMap(({ n }, index) => {
    const { from, to } = found[index]!;
    if (from === to || isPaired(index)) return [];
    return [{ n, candidates: others.slice(from, Math.min(to, from + SHOWN)).map((other) => other.n) }];
  });
}
