/** Bulk writes: the elements of a request, and the two ways of reporting what became of them. */
import { isObject, type Json, type JsonObject, parseJson } from '../json.ts';
import type { Call } from './call.ts';
import { deepest, isTooDeep } from './is-too-deep.ts';
import { envelope, errorReply, type Reply, refusal, validationReply } from './reply.ts';
import { isXml, xmlNotRead } from './xml.ts';

/** PUT creates; POST creates or updates. */
export type Mode = 'create' | 'upsert';

export function modeOf({ method }: Pick<Call, 'method'>): Mode {
  return method === 'PUT' ? 'create' : 'upsert';
}

export interface Outcome {
  /** The saved element, or the echo of the refused one. */
  readonly element: JsonObject;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** Refused by an error that stands inside the element, not in its own list. */
  readonly nestedError?: boolean;
}

export interface Writing {
  readonly collection: string;
  /** The flag that an element of this kind carries. */
  readonly flag: 'HasErrors' | 'HasValidationErrors' | 'none';
  save(input: JsonObject): Outcome;
}

/** Saves each element by itself and reports as `summarizeErrors` asks. */
export function writeElements(call: Call, writing: Writing, inputs: readonly JsonObject[]): Reply {
  const perElement = isPerElement(call);
  const outcomes = inputs.map((input) => writing.save(input));
  const failed = outcomes.filter(hasFailed);
  if (!perElement && failed.length > 0) {
    return validationReply(failed.map((outcome) => reported(outcome, writing, false)));
  }
  const elements = outcomes.map((outcome) => reported(outcome, writing, perElement));
  if (call.settings.resultOrder === 'reversed') elements.reverse();
  return envelope(call, { [writing.collection]: elements });
}

/** Whether each element is to say for itself what became of it. */
export function isPerElement({ query }: Pick<Call, 'query'>): boolean {
  return query.get('summarizeErrors')?.toLowerCase() === 'false';
}

/** The elements of a body: `{"Plural": [...]}`, a bare array or one bare object. */
export function elementsOf(call: Call, collection: string): readonly JsonObject[] {
  const body = bodyOf(call);
  const content = isObject(body) && body[collection] !== undefined ? body[collection] : body;
  const list: readonly Json[] = Array.isArray(content) ? (content as readonly Json[]) : [content as Json];
  const elements = list.filter(isObject);
  const first = elements[0];
  if (first === undefined || elements.length !== list.length || isForeign(first)) throw refusal(noData());
  return elements;
}

/** The JSON of a body. */
function bodyOf(call: Call): Json {
  if (isXml(call.body)) throw refusal(errorReply(14, xmlNotRead));
  if (isTooDeep(call.body)) throw unreadable(`The reader's MaxDepth of ${deepest} has been exceeded.`);
  try {
    return parseJson(call.body);
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message.replace(/".*"/s, 'text') : 'text');
  }
}

function unreadable(reason: string): Error {
  return refusal(errorReply(14, `JSON request body could not be read, Error ${reason}`));
}

function hasFailed(outcome: Outcome): boolean {
  return outcome.errors.length > 0 || outcome.nestedError === true;
}

export function messages(texts: readonly string[]): readonly JsonObject[] {
  return texts.map((Message) => ({ Message }));
}

function reported(outcome: Outcome, writing: Writing, perElement: boolean): JsonObject {
  const failed = hasFailed(outcome);
  const status = failed ? 'ERROR' : outcome.warnings.length > 0 ? 'WARNING' : 'OK';
  return {
    ...outcome.element,
    ...(writing.flag === 'none' ? {} : { [writing.flag]: failed }),
    ...(perElement ? { StatusAttributeString: status } : {}),
    ...(failed ? { ValidationErrors: messages(outcome.errors) } : {}),
    ...(outcome.warnings.length > 0 ? { Warnings: messages(outcome.warnings) } : {}),
  };
}

/** `{}` or the collection of another endpoint. */
function isForeign(element: JsonObject): boolean {
  const keys = Object.keys(element);
  const only = keys[0];
  return only === undefined || (keys.length === 1 && Array.isArray(element[only]));
}

function noData(): Reply {
  return errorReply(
    17,
    'No data has been processed for this endpoint. This endpoint is expecting data to be specified.',
  );
}
