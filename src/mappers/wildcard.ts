/** Patterns for whole cells as Excel has them: `*` any text, `?` one character, `~` before one that means itself. */

type Part = string | typeof ANY | typeof ONE;
const ANY = 0;
const ONE = 1;

/** Case is ignored. `""` fits a blank text alone; any other pattern, `*` too, fits only what is not blank. */
export function wildcard(pattern: string): (text: string) => boolean {
  const parts = parse(pattern.trim().toLowerCase());
  if (parts.length === 0) return (text) => text.trim() === '';
  if (parts.every((part) => typeof part === 'string')) {
    const whole = parts.join('');
    return (text) => text.length >= whole.length && text.trim().toLowerCase() === whole;
  }
  return (text) => {
    const characters = Array.from(text.trim().toLowerCase());
    return characters.length > 0 && fits(parts, characters);
  };
}

function parse(pattern: string): readonly Part[] {
  const characters = Array.from(pattern);
  const parts: Part[] = [];
  for (let i = 0; i < characters.length; i += 1) {
    const character = characters[i]!;
    const next = characters[i + 1];
    if (character === '~' && (next === '*' || next === '?' || next === '~')) {
      parts.push(next);
      i += 1;
    } else if (character === '*') parts.push(ANY);
    else parts.push(character === '?' ? ONE : character);
  }
  return parts;
}

/** Greedy with one step back: the last `*` takes one character more on each failure. */
function fits(parts: readonly Part[], text: readonly string[]): boolean {
  let part = 0;
  let at = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    if (parts[part] === ANY) {
      star = part;
      starAt = at;
      part += 1;
    } else if (parts[part] === ONE || parts[part] === text[at]) {
      part += 1;
      at += 1;
    } else if (star >= 0) {
      part = star + 1;
      starAt += 1;
      at = starAt;
    } else return false;
  }
  while (parts[part] === ANY) part += 1;
  return part === parts.length;
}
