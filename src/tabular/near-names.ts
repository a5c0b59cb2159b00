/** Names that the user may have meant. */

/** Up to three of the names that differ from the one wanted by a few letters, the nearest first. */
export function nearNames(wanted: string, names: readonly string[]): string[] {
  const target = wanted.trim().toLowerCase();
  const allowed = Math.max(2, Math.floor(target.length / 3));
  return names
    .map((name) => ({ name, distance: distance(target, name.trim().toLowerCase()) }))
    .filter((one) => one.distance <= allowed)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map((one) => one.name);
}

/** Letters to insert, remove or replace to come from one text to the other. */
function distance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const current = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = previous[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[j]! + 1, current[j - 1]! + 1));
    }
    previous = current;
  }
  return previous[to.length]!;
}
