/** The words, texts, numbers and signs of a filter. */

export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'sign' | 'end';
  readonly text: string;
}

/** How a quotation mark is written within a text: twice, or after a backslash. */
export type Quotes = 'doubled' | 'backslash';

/** A filter that cannot be read, in the words of Xero's parser. */
export function parseError(message: string): Error {
  return Object.assign(new Error(message), { name: 'QueryParseException' });
}

/** @throws what `parseError` makes */
export function tokenise(source: string, quotes: Quotes): readonly Token[] {
  const tokens: Token[] = [];
  const form = forms[quotes];
  let at = 0;
  while (at < source.length) {
    form.lastIndex = at;
    const match = form.exec(source);
    if (match === null) throw unreadable(source.slice(at).trimStart());
    at = form.lastIndex;
    const [whole, sign, text, number, name] = match;
    if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else if (text !== undefined) tokens.push({ kind: 'text', text: text.replaceAll(escapes[quotes], '$1') });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (whole === '') break;
  }
  return [...tokens, { kind: 'end', text: '' }];
}

const signs = '&&|\\|\\||==|!=|<>|<=|>=|[=<>!(),.\\-+*/%&|?:\\[\\]]';
const rest = '(\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)|([\\p{L}_@][\\p{L}\\d_]*)';
const forms: Readonly<Record<Quotes, RegExp>> = {
  doubled: new RegExp(`\\s*(?:(${signs})|"((?:[^"]|"")*)"|${rest}|$)`, 'uy'),
  backslash: new RegExp(`\\s*(?:(${signs})|"((?:[^"\\\\]|\\\\[^])*)"|${rest}|$)`, 'uy'),
};
const escapes: Readonly<Record<Quotes, RegExp>> = { doubled: /"(")/g, backslash: /\\(.)/gsu };

function unreadable(remains: string): Error {
  const [first = ''] = remains;
  if (first === '"') return parseError('Unterminated string literal');
  if (first !== "'") return parseError(`Syntax error '${first}'`);
  const closed = remains.indexOf("'", 1);
  return parseError(
    closed < 0 ? 'Unterminated string literal' : 'Character literal must contain exactly one character',
  );
}
