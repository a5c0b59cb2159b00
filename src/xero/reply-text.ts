/** A reply as people read it: its text in one line, and the errors that it holds. */

import type { ApiReply } from './api.ts';
import { type ExactJson, isObject, listAt, parseExactJson, textAt } from './exact-json.ts';

/** A cell of a workbook holds little more. */
const LONGEST = 30_000;

export function replyText({ status, body }: ApiReply): string {
  if (body === '') return status === 204 ? '(nothing, as it should be)' : '(nothing)';
  const json = parseExactJson(body);
  if (json === undefined && /(?![\t\n\r])\p{Cc}|\ufffd/u.test(body.slice(0, 1000)))
    return `(${body.length} characters that are no text)`;
  const line = compact(body, json);
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}… (${line.length} characters)`;
}

/** JSON without the blanks between its signs; numbers stay as they were sent. */
function compact(body: string, json: ExactJson | undefined): string {
  if (json === undefined) return body.replace(/\s+/g, ' ').trim();
  return body.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (part) => (part.startsWith('"') ? part : '')).trim();
}

/** What Xero says is wrong with elements of the reply, or with what stands in them. */
export function errorsIn({ body }: ApiReply): readonly string[] {
  return [...new Set(errorsOf(parseExactJson(body)))];
}

function errorsOf(json: ExactJson | undefined): readonly string[] {
  if (Array.isArray(json)) return (json as readonly ExactJson[]).flatMap(errorsOf);
  if (!isObject(json)) return [];
  const own = listAt(json, 'ValidationErrors').map((error) => textAt(error, 'Message'));
  const silent =
    textAt(json, 'StatusAttributeString') === 'ERROR' && own.length === 0 ? ['an element is an ERROR'] : [];
  return [
    ...own,
    ...silent,
    ...Object.entries(json).flatMap(([name, value]) => (name === 'ValidationErrors' ? [] : errorsOf(value))),
  ];
}
