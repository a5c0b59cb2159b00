/** Text as a terminal may be given it: names and cells of others cannot move the cursor, colour, hide or turn round what is printed. */

/** How rowpost itself wipes a line. */
const WIPE = '\r\u001b[2K';
/** Line ends and tabs stay. */
const SIGNS = /\r\n|[\n\t]|\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Every other control character, and every mark that changes the direction of writing, becomes U+FFFD. */
export function plainText(text: string): string {
  return text
    .split(WIPE)
    .map((part) => part.replace(SIGNS, (sign) => (/[\n\t]/.test(sign) ? sign : '\ufffd')))
    .join(WIPE);
}
