/** Remembers what was made of the texts that a column repeats: dates, tax types, customers. */

const MOST = 4096;

/** `read` with a bounded memory; it must depend on the text alone. */
export function remember<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const earlier = known.get(text);
    if (earlier !== undefined) return earlier;
    const result = read(text);
    if (known.size >= MOST) known.clear();
    known.set(text, result);
    return result;
  };
}
