/** Gathers Xero's remarks on an element: its own and those of the objects within, each text once. */

import { type ExactJson, type ExactObject, isObject, listAt, textAt } from './exact-json.ts';
import type { ReplyMessage } from './reply-reading.ts';

const DEEPEST = 6;

/** Errors first. An error that is also told as a warning is told as an error. */
export function readMessages(element: ExactObject): readonly ReplyMessage[] {
  const errors = new Set<string>();
  const warnings = new Set<string>();
  gather(element, errors, warnings, 0);
  return [
    ...[...errors].map((text) => ({ text, warning: false })),
    ...[...warnings].filter((text) => !errors.has(text)).map((text) => ({ text, warning: true })),
  ];
}

function gather(json: ExactJson, errors: Set<string>, warnings: Set<string>, depth: number): void {
  if (depth > DEEPEST) return;
  if (Array.isArray(json)) {
    for (const entry of json) gather(entry, errors, warnings, depth + 1);
    return;
  }
  if (!isObject(json)) return;
  addTexts(listAt(json, 'ValidationErrors'), errors);
  addTexts(listAt(json, 'Warnings'), warnings);
  for (const [name, value] of Object.entries(json)) {
    if (name !== 'ValidationErrors' && name !== 'Warnings') gather(value, errors, warnings, depth + 1);
  }
}

/** Live replies say `Message`, some documentation says `Description`. */
function addTexts(entries: readonly ExactObject[], texts: Set<string>): void {
  for (const entry of entries) {
    const text = (textAt(entry, 'Message') || textAt(entry, 'Description')).trim();
    if (text !== '') texts.add(text);
  }
}
