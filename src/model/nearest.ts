/** The words that somebody may have meant by a word that is not known. */

/**
 * Up to `most` (default 3) of `words`, the likeliest first, that differ from `word` in case, spacing or
 * punctuation alone, in a few keystrokes (a swap of neighbours counts as one), or by being cut short.
 */
export function nearest(word: string, words: Iterable<string>, most = 3): readonly string[] {
  const wanted = fold(word);
  const reach = Math.max(1, Math.floor(wanted.length / 3));
  const found: { readonly word: string; readonly distance: number }[] = [];
  for (const candidate of new Set(words)) {
    const other = fold(candidate);
    if (other === '') continue;
    const distance = isPart(wanted, other) ? Math.min(1, reach) : editDistance(wanted, other, reach);
    if (distance <= reach) found.push({ word: candidate, distance });
  }
  found.sort((a, b) => a.distance - b.distance);
  return found.slice(0, most).map((entry) => entry.word);
}

function fold(text: string): string {
  const letters = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return letters === '' ? text.trim().toLowerCase() : letters;
}

/** `Number` for `InvoiceNumber`, `Invoice Date of issue` for `Invoice Date`. */
function isPart(a: string, b: string): boolean {
  if (a === b) return false;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 4 && short.length * 3 >= long.length && long.includes(short);
}

/** Damerau-Levenshtein distance (neighbours swapped once), or anything above `limit` where it is more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let earlier: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, earlier[j - 2]! + 1);
      row.push(cost);
    }
    if (Math.min(...row) > limit) return limit + 1;
    earlier = previous;
    previous = row;
  }
  return previous[b.length]!;
}
