/** The forms in which Xero answers: the envelope, the error envelopes, plain texts. */
import { bareInstantOut } from '../books/calendar.ts';
import type { JsonObject } from '../json.ts';

export interface Reply {
  readonly status: number;
  /** The header Content-Type; `none` leaves it out. */
  readonly type: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

function jsonReply(status: number, body: JsonObject): Reply {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}

/** 200 with one element and no envelope. */
export function bareReply(element: JsonObject): Reply {
  return jsonReply(200, element);
}

/** What an envelope says of the call. */
interface Answering {
  readonly appName: string;
  readonly correlationId: string;
  readonly now: number;
}

/** 200 with the envelope around a collection. */
export function envelope(call: Answering, content: JsonObject): Reply {
  return jsonReply(200, {
    Id: call.correlationId,
    Status: 'OK',
    ProviderName: call.appName,
    DateTimeUTC: bareInstantOut(call.now),
    ...content,
  });
}

export function noContent(): Reply {
  return { status: 204, type: 'none', body: '' };
}

export function notFound(): Reply {
  return { status: 404, type: 'text/html; charset=utf-8', body: "The resource you're looking for cannot be found" };
}

/** A problem of the call as a whole, such as an idempotency key used twice. */
export function problemReply(status: number, title: string, detail: string, instance: string): Reply {
  return jsonReply(status, {
    Type: null,
    Title: title,
    Status: status,
    Detail: detail,
    Instance: instance,
    Extensions: {},
  });
}

/** 401 to a token that is missing, unknown or expired, or that lacks a scope. */
export function unauthorised(detail: string, instance: string): Reply {
  return problemReply(401, 'Unauthorized', detail, instance);
}

/** The detail of the 401 to a token that expired then (ms since the epoch): `... at 01/23/2020 18:21:16`, in UTC. */
export function expiredDetail(expired: number): string {
  const [date = '', time = ''] = new Date(expired).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `TokenExpired: token expired at ${month}/${day}/${year} ${time.slice(0, 8)}`;
}

/** 429; `headers` say which limit it is and how long to wait. */
export function tooManyReply(headers: Readonly<Record<string, string>>): Reply {
  return { status: 429, type: 'none', body: '', headers };
}

/** A body or a file larger than the API takes, as the gateway words it. */
export function tooLargeReply(instance: string): Reply {
  const problem = { Title: 'RequestEntityTooLarge', Status: 413, Detail: 'PayloadTooLarge' };
  return jsonReply(413, { ...problem, Instance: instance, Extensions: {} });
}

const errorTypes = {
  10: 'ValidationException',
  14: 'PostDataInvalidException',
  16: 'QueryParseException',
  17: 'NoDataProcessedException',
  20: 'ApiMethodNotImplementedException',
  51: 'HighVolumeException',
  500: 'UnknownErrorException',
} as const;

/** An error envelope with its ErrorNumber. */
export function errorReply(errorNumber: keyof typeof errorTypes, message: string, extra: JsonObject = {}): Reply {
  const status = errorNumber === 20 ? 501 : errorNumber === 500 ? 500 : 400;
  return jsonReply(status, { ErrorNumber: errorNumber, Type: errorTypes[errorNumber], Message: message, ...extra });
}

const somethingWrong =
  'An error occurred in Xero. Check the API Status page http://status.developer.xero.com for current service status.';

/** 500 for what the server cannot do. */
export function failureReply(): Reply {
  return errorReply(500, somethingWrong);
}

/** The same in the form of a problem. */
export function failureProblem(instance: string): Reply {
  const problem = { Title: 'An error occurred', Detail: somethingWrong, Status: 500, Instance: instance };
  return jsonReply(500, problem);
}

/** 400 that lists the elements that failed, and only those. */
export function validationReply(elements: readonly JsonObject[]): Reply {
  return errorReply(10, 'A validation exception occurred', { Elements: elements });
}

/** An error that ends the call with a reply; nothing of the call is saved. */
export function refusal(reply: Reply): Error {
  return Object.assign(new Error('The call is refused'), { reply });
}

/** The reply that a refusal carries. */
export function replyOf(error: unknown): Reply | undefined {
  return error instanceof Error && 'reply' in error ? (error.reply as Reply) : undefined;
}
