/** What makes two headers the same: neither case, spacing, punctuation nor a leading `*` tells them apart. */

/** Letters and digits alone; a header without any (`%`, `#`) stands for itself. */
export function foldHeader(text: string): string {
  const lower = text.normalize('NFC').toLowerCase();
  const bare = lower.replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
  return bare === '' ? lower.replace(/\s+/gu, '') : bare;
}
