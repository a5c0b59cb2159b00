/** Windows-1252 to and from Unicode, by table, so that no decoder's reading of the bytes 80 to 9F matters. */

/** Unicode of the bytes 80 to 9F; the five bytes that the code page leaves open stay control characters. */
const HIGH =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F' +
  '\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178';

const UTF8_OF_BYTE: readonly Buffer[] = Array.from({ length: 256 }, (_, byte) =>
  Buffer.from(byte >= 0x80 && byte < 0xa0 ? HIGH.charAt(byte - 0x80) : String.fromCharCode(byte)),
);

const BYTE_OF_CHAR: ReadonlyMap<number, number> = new Map(
  Array.from({ length: 32 }, (_, i) => [HIGH.charCodeAt(i), 0x80 + i]),
);

/** The same text as UTF-8. */
export function windows1252ToUtf8(bytes: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(bytes.length * 3);
  let at = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte < 0x80) {
      out[at++] = byte;
      continue;
    }
    for (const part of UTF8_OF_BYTE[byte]!) out[at++] = part;
  }
  return out.subarray(0, at);
}

/** The text in Windows-1252, or undefined where it holds a character that the code page lacks. */
export function encodeWindows1252(text: string): Buffer | undefined {
  const out = Buffer.allocUnsafe(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) {
      out[i] = code;
      continue;
    }
    const byte = BYTE_OF_CHAR.get(code);
    if (byte === undefined) return undefined;
    out[i] = byte;
  }
  return out;
}
