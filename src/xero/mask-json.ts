/** Takes secrets and personal data out of a JSON text and leaves its structure, amounts, IDs and codes as they are, to the byte. */

export interface Masking {
  /** Names, addresses and the like stay; secrets go in any case. */
  readonly data: boolean;
}

/** Fields whose texts tell nothing of a person: what is not listed is masked, so that new fields are too. */
const OPEN =
  /^(?:\w*(?:ID|IDs|UTC|Utc|Date|DateString|UTCString|Type|Types|Status|Amount|Total|Rate|Price|Currency)|Id|StatusAttributeString|CurrencyCode|AccountCode|COGSAccountCode|Code|ItemCode|CountryCode|Class|TotalTax|Quantity|InvoiceNumber|CreditNoteNumber|Instance|SystemAccount|ReportingCode|ShortCode|ProviderName|error|id|\w+Id|scope|token_type)$/;
/** Xero's own sentences, which may quote what they are about. */
const SENTENCES = /^(?:Message|Title|Detail|error_description)$/i;
const SECRETS = /^(?:\w*_token|client_secret|code_verifier|code|APIKey|assertion|password|authorization)$/;
const SECRET_TEXTS = /\bBearer\s+[\w.~+/-]+=*|\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g;
const SECRET = '(secret)';
/** Of forms. */
const OPEN_FIELDS = new Set(['grant_type', 'redirect_uri', 'scope']);
const EMAIL = /[^\s@"'<>]+@[^\s@"'<>]+\.[^\s@"'<>]+/g;
/** A text within quotes, and the colon that makes it a field's name; or space between the signs. */
const TEXTS = /"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?|\s+/g;
/** The field before a text of a condition. */
const COMPARED = /(\w+)\s*[=!<>]+\s*$/;
const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** Shorter texts are found in any sentence. */
const LEAST_QUOTED = 3;
const LONGEST_PLAIN = 200;

/**
 * JSON comes back as JSON without space between its signs; anything else as a JSON text.
 * @param others texts that may be quoted: what was sent, where this is what came back
 */
export function maskJson(text: string, masking: Masking, others = ''): string {
  if (text === '') return 'null';
  if (!isJson(text)) return JSON.stringify(plainText(text, masking));
  const quoted = masking.data ? [] : [...hiddenTexts(text), ...(isJson(others) ? hiddenTexts(others) : [])];
  return eachText(text, (name, value) => maskText(name, value, masking, quoted));
}

/** A form as JSON: what is not known to be open is a secret, whatever its name. */
export function maskForm(text: string): string {
  const fields = [...new URLSearchParams(text)];
  return JSON.stringify(
    Object.fromEntries(fields.map(([name, value]) => [name, OPEN_FIELDS.has(name) ? value : SECRET])),
  );
}

/** An answer about tokens: all but what is known to be open is masked, and what is no JSON may be anything. */
export function maskAnswer(text: string): string {
  if (text !== '' && !isJson(text)) return JSON.stringify(noJson(text));
  return maskJson(text, { data: false });
}

/** A value of a query: conditions lose the texts that they compare with. */
export function maskCondition(text: string, { data }: Masking): string {
  const open = text.replace(SECRET_TEXTS, SECRET);
  if (data) return open;
  return open.replace(/"([^"]*)"/g, (whole, value: string, offset: number) => {
    const name = COMPARED.exec(open.slice(0, offset))?.[1] ?? '';
    return GUID.test(value) || OPEN.test(name) ? whole : `"${hidden(value)}"`;
  });
}

function maskText(name: string, value: string, { data }: Masking, quoted: readonly string[]): string {
  if (SECRETS.test(name)) return SECRET;
  const open = value.replace(SECRET_TEXTS, SECRET);
  if (data || open === '' || OPEN.test(name)) return open;
  if (!SENTENCES.test(name)) return hidden(open);
  const bare = quoted.reduce((sentence, text) => sentence.replaceAll(text, hidden(text)), open);
  return bare.replace(EMAIL, (address) => hidden(address));
}

/** Longest first, for one may be part of another. */
function hiddenTexts(text: string): readonly string[] {
  const texts = new Set<string>();
  eachText(text, (name, value) => {
    if (!OPEN.test(name) && !SENTENCES.test(name) && value.length >= LEAST_QUOTED) texts.add(value);
    return value;
  });
  return [...texts].toSorted((a, b) => b.length - a.length);
}

/** The text with each text value replaced; texts are given and taken as JSON escapes them. */
function eachText(json: string, replace: (name: string, value: string) => string): string {
  let name = '';
  return json.replace(TEXTS, (_whole, text: string | undefined, colon: string | undefined) => {
    if (text === undefined) return '';
    if (colon === undefined) return `"${replace(name, text)}"`;
    name = text;
    return `"${text}":`;
  });
}

/** Pages and long texts tell little of a fault, and may hold anything. */
function plainText(text: string, { data }: Masking): string {
  const open = text.replace(SECRET_TEXTS, SECRET);
  if (data) return open;
  if (text.length > LONGEST_PLAIN || text.includes('<')) return noJson(text);
  return open.replace(EMAIL, (address) => hidden(address));
}

function noJson({ length }: string): string {
  return `(${length} characters that are no JSON)`;
}

/** The length is kept: it is what many refusals are about. */
function hidden(text: string): string {
  return text === '' ? '' : `(${text.length} characters)`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
