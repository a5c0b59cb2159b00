/** Cuts a list of values into texts that are short enough for a URL. */

/** Of one parameter's value as it stands in the URL. */
export const LONGEST_VALUE = 2000;

/** In order, each of at most `most` values. A value that is too long by itself stands alone. */
export function portions(values: readonly string[], most: number, separator: string): readonly string[] {
  const texts: string[] = [];
  let portion: string[] = [];
  let length = 0;
  for (const value of values) {
    const cost = encodeURIComponent(value + separator).length;
    if (portion.length === most || (portion.length > 0 && length + cost > LONGEST_VALUE)) {
      texts.push(portion.join(separator));
      portion = [];
      length = 0;
    }
    portion.push(value);
    length += cost;
  }
  if (portion.length > 0) texts.push(portion.join(separator));
  return texts;
}
