/** Reads a request as somebody wrote it, and refuses what leads out of the API or is no request. */

export interface WrittenRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Below the API's base address, encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Why it is none: a code's part and what is to be told. */
export interface RequestProblem {
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
}

const METHODS = ['GET', 'PUT', 'POST', 'DELETE'] as const;
const BASE = /^\/?api\.xro\/2\.0(?:\/|$)/i;

export function readRequest(
  given: Readonly<Record<string, string | boolean | undefined>>,
): { readonly request: WrittenRequest } | { readonly problem: RequestProblem } {
  const [Method, Path, Query, Body] = ['Method', 'Path', 'Query', 'Body'].map((name) => textOf(given[name]));
  const method = METHODS.find((candidate) => candidate === Method);
  if (method === undefined) return refused('map/request-method', { value: Method ?? '' });
  const path = readPath(Path ?? '');
  if (path === undefined) return refused('map/request-path', { value: Path ?? '' });
  const query = readQuery(Query ?? '');
  if (query === undefined) return refused('map/request-query', { value: Query ?? '' });
  const writes = method === 'PUT' || method === 'POST';
  if (Body !== undefined && !writes) return refused('map/request-body-not-taken', { method });
  if (Body !== undefined && !isJson(Body)) return refused('map/request-body', {});
  return {
    request: {
      method,
      path,
      ...(Object.keys(query).length === 0 ? {} : { query }),
      ...(Body === undefined ? {} : { body: Body }),
    },
  };
}

function textOf(value: string | boolean | undefined): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

function refused(code: string, params: Readonly<Record<string, string>>): { readonly problem: RequestProblem } {
  return { problem: { code, params } };
}

/** Undefined where it is none below the base: addresses, `..` in whatever spelling, parameters, signs that part paths. */
function readPath(text: string): string | undefined {
  const parts = text
    .replace(BASE, '')
    .replace(/^\/(?!\/)/, '')
    .replace(/\/$/, '')
    .split('/');
  const names = parts.map(decoded);
  const isSound = names.every((name) => name !== undefined && !/^\.*$|[/\\?#:]|%2|\p{Cc}/iu.test(name));
  return isSound ? names.map((name) => `/${encodeURIComponent(name!)}`).join('') : undefined;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** Undefined where a parameter comes twice or has no name. */
function readQuery(text: string): Readonly<Record<string, string>> | undefined {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    if (name === '' || Object.hasOwn(query, name) || name === '__proto__') return undefined;
    query[name] = value;
  }
  return query;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
