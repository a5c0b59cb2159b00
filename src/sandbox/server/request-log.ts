/** The latest requests a sandbox has answered: what was asked and how it went, never what was in it. */
import { jsonOf, objectOf } from '../json.ts';

export interface LoggedRequest {
  /** Milliseconds since the epoch, by the sandbox's clock. */
  readonly at: number;
  readonly method: string;
  /** Path and query; values of secret parameters are masked when it is added. */
  readonly path: string;
  /** 0 when the connection was cut without a reply. */
  readonly status: number;
  /** Real time from the first to the last byte. */
  readonly milliseconds: number;
  /** Alias of the organisation; none for calls that concern no one's books. */
  readonly organisation?: string | undefined;
  /** Name or client id of the calling app. */
  readonly app?: string | undefined;
  readonly correlationId: string;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** First message of what was refused. */
  readonly problem?: string | undefined;
}

export interface LogFilter {
  readonly organisation?: string | undefined;
  readonly method?: string | undefined;
  /** `2` to `5` for the hundreds; `failed` for 400 and above, cut connections and refused elements. */
  readonly status?: string | undefined;
  /** Part of the path, message, app or correlation id, in any case. */
  readonly text?: string | undefined;
  readonly limit: number;
}

export interface RequestLog {
  add(request: LoggedRequest): void;
  /** Newest first. */
  entries(filter: LogFilter): readonly LoggedRequest[];
  /** All that were added, those no longer kept included. */
  count(): number;
}

/** A log of the last `size` requests, in memory. */
export function createRequestLog(size = 2000): RequestLog {
  const ring: LoggedRequest[] = [];
  let added = 0;
  return {
    add: (request) => {
      ring[added % size] = trimmed(request);
      added += 1;
    },
    entries: ({ limit, ...filter }) => {
      const found: LoggedRequest[] = [];
      const oldest = Math.max(0, added - size);
      for (let at = added - 1; at >= oldest && found.length < limit; at -= 1) {
        const request = ring[at % size];
        if (request !== undefined && matches(request, filter)) found.push(request);
      }
      return found;
    },
    count: () => added,
  };
}

/** The first message of a reply that refuses the call or an element of it; for writes, and for reads that failed. */
export function problemIn(status: number, body: string): string | undefined {
  const element = firstElementProblem(body);
  if (status < 400 || element !== undefined) return element;
  return body.startsWith('{') ? envelopeProblem(body) : body.trim() || undefined;
}

/** A path without its percent signs, for people to read. */
export function readablePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const longestPath = 2000;
const longestProblem = 500;
const saying = ['Detail', 'detail', 'Message', 'error_description', 'error', 'Title', 'title'];
const secrets = /([?&](?:code|state|nonce|[a-z_]*token[a-z_]*|client_secret|code_(?:verifier|challenge))=)[^&#]*/gi;

function trimmed(request: LoggedRequest): LoggedRequest {
  const path = request.path.replace(secrets, '$1…').slice(0, longestPath);
  return { ...request, path, problem: request.problem?.slice(0, longestProblem) };
}

function matches(request: LoggedRequest, filter: Omit<LogFilter, 'limit'>): boolean {
  const { organisation = '', method = '', status = '', text = '' } = filter;
  return (
    (organisation === '' || request.organisation === organisation) &&
    (method === '' || request.method === method.toUpperCase()) &&
    (status === '' || hasStatus(request, status)) &&
    (text === '' || contains(request, text.toLowerCase()))
  );
}

function hasStatus({ status, problem }: LoggedRequest, wanted: string): boolean {
  if (wanted === 'failed') return status === 0 || status >= 400 || problem !== undefined;
  return Math.floor(status / 100) === Number(wanted);
}

function contains({ path, problem, app, correlationId }: LoggedRequest, text: string): boolean {
  return [path, readablePath(path), problem, app, correlationId].some(
    (part) => part?.toLowerCase().includes(text) === true,
  );
}

/** A quote within a value is escaped, so that the field's name is found only where it is one. */
function firstElementProblem(body: string): string | undefined {
  const literal = /"ValidationErrors":\s*\[\s*\{\s*"Message":\s*("(?:[^"\\]|\\.)*")/.exec(body)?.[1];
  return literal === undefined ? undefined : firstText([jsonOf(literal)]);
}

function envelopeProblem(body: string): string | undefined {
  const fields = objectOf(jsonOf(body));
  return firstText(saying.map((name) => fields[name]));
}

function firstText(values: readonly unknown[]): string | undefined {
  return values.find((value) => typeof value === 'string' && value !== '') as string | undefined;
}
