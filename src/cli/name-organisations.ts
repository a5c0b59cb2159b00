/** Gives connected organisations their aliases: the words by which jobs name them. */

/** @param taken aliases in use */
export function aliasFor(name: string, taken: ReadonlySet<string>): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  const stem = words === '' || words.startsWith('sandbox') ? `org-${words}`.replace(/-$/, '') : words;
  for (let number = 1; ; number += 1) {
    const alias = number === 1 ? stem : `${stem}-${number}`;
    if (!taken.has(alias)) return alias;
  }
}
