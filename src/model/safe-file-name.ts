/** Makes a name that any system takes out of a text that may hold anything. */

/** Not allowed in names on one system or another, or not seen. */
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
/** Names of devices on Windows, whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?=\.|$)/i;
const LONGEST_BYTES = 200;

/** One part of a path; never empty, hidden, `.` or `..`. The ending of a name that has to be cut is kept. */
export function safeFileName(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(FORBIDDEN, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const named = plain === '' ? '_' : plain.replace(DEVICE, (device) => `_${device}`);
  if (Buffer.byteLength(named) <= LONGEST_BYTES) return named;
  const ending = /\.[^.\s]{1,10}$/.exec(named)?.[0] ?? '';
  return `${cut(named, LONGEST_BYTES - Buffer.byteLength(ending)).trimEnd()}${ending}`;
}

function cut(text: string, bytes: number): string {
  let size = 0;
  let kept = '';
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > bytes) break;
    kept += character;
  }
  return kept;
}
