/** Compares what was sent with what Xero shows: the same value whatever its spelling, and nothing that contradicts. */

import { equal, parseDecimal } from '../model/decimal.ts';
import { foldKey } from '../model/index-facts.ts';
import { type ExactJson, type ExactObject, isObject, textAt } from './exact-json.ts';
import { readDate } from './xero-date.ts';

/** What an element says under a path; dates come back twice, and the text form is read first. */
export function echoOf(element: ExactObject, path: string): string {
  const text = textAt(element, `${path}String`) || textAt(element, path);
  return readDate(text) || text;
}

/** Amounts by their value, texts without regard to case and outer spaces. */
export function sameValue(sent: string, echoed: string): boolean {
  const [left, right] = [parseDecimal(sent), parseDecimal(echoed)];
  if (left !== undefined && right !== undefined) return equal(left, right);
  return foldKey(sent) === foldKey(echoed);
}

/** Whether a record may be what was sent: of the values under these paths none is another. What it leaves out tells nothing. */
export function agreesOn(sent: Readonly<Record<string, string>>, element: ExactObject): boolean {
  return Object.entries(sent).every(([path, value]) => {
    const echoed = echoOf(element, path);
    return value === '' || echoed === '' || sameValue(value, echoed);
  });
}

/** The same of everything in a body, its lines in their order included. */
export function agreesInFull(sent: ExactJson, kept: ExactJson | undefined): boolean {
  if (kept === undefined || kept === null || kept === '') return true;
  if (Array.isArray(sent)) {
    return Array.isArray(kept) && sent.length === kept.length && sent.every((one, at) => agreesInFull(one, kept[at]));
  }
  if (isObject(sent)) {
    if (!isObject(kept)) return false;
    return Object.entries(sent).every(([name, value]) =>
      typeof value === 'string' ? agreesOn({ [name]: value }, kept) : agreesInFull(value, kept[name]),
    );
  }
  return (
    String(sent) === String(kept) || (typeof sent === 'string' && typeof kept === 'string' && sameValue(sent, kept))
  );
}
