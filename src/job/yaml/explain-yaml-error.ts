/** What a YAML error means to somebody who writes a job: mostly that a text needs quotes, or a line other spaces. */

import type { YAMLParseError } from 'yaml';

export interface ExplainedError {
  /** Without its area. */
  readonly code: string;
  readonly message: string;
  /** Only this text is misread: the rest of the file can still be checked. */
  readonly local: boolean;
}

type Line = { readonly text: string; readonly before: string; readonly rest: string };

const INDENTATION = 'Keys of one block begin in the same column, those within another two spaces further.';

/** Whether the error is noticed far behind its cause: where a quote or bracket opened that is not closed. */
export function isUnclosed(error: YAMLParseError): boolean {
  return /^Missing closing|^Flow/.test(error.message);
}

/** @param offset where the fault stands: the error's own place, or that of the quote or bracket left open */
export function explainYamlError(error: YAMLParseError, text: string, offset: number): ExplainedError {
  const line = lineAt(text, offset);
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return structural('tab', 'A tab stands here. YAML indents with spaces only: replace it by two spaces.');
    case 'BAD_SCALAR_START':
    case 'BAD_ALIAS':
      return quotes(`A text that begins with ${signName(line)} is no text to YAML.`, wordAt(line));
    case 'BLOCK_AS_IMPLICIT_KEY':
      return isColonInText(line)
        ? quotes('YAML reads `: `, or `? ` at the start, as the sign of a further key.', line.rest)
        : indentation();
    case 'MULTIPLE_DOCS':
      return structural(
        'documents',
        'A second document begins here. A job file holds one job: delete the line `---`, or make two files.',
      );
    case 'RESOURCE_EXHAUSTION':
      return structural('too-deep', 'The file is nested too deeply to be a job. Check its brackets and indentation.');
    case 'BAD_DQ_ESCAPE':
      return {
        code: 'needs-quotes',
        message: 'In double quotes `\\` begins an escape. Put the text in single quotes instead, or double the `\\`.',
        local: true,
      };
    case 'MISSING_CHAR':
    case 'UNEXPECTED_TOKEN':
      return explainSyntax(error, line);
    case 'BAD_INDENT':
      return /^Flow/.test(error.message) ? unclosed(line) : indentation();
    case 'MULTILINE_IMPLICIT_KEY':
      return indentation();
    default:
      return structural('yaml', `This is no YAML: ${error.message}. ${INDENTATION}`);
  }
}

function explainSyntax(error: YAMLParseError, line: Line): ExplainedError {
  if (/quote/.test(error.message)) return structural('needs-quotes', 'A quote is opened and not closed again.');
  if (/Block scalar header/.test(error.message))
    return quotes('A text that begins with `>` or `|` is no text to YAML.', wholeValue(line));
  if (/scalar at node end/.test(error.message))
    return quotes('YAML takes a bracket or quote at the start for the whole text.', wholeValue(line));
  if (/block-seq-ind/.test(error.message)) return quotes('A text that begins with `- ` is a list to YAML.', line.rest);
  if (/followed by map values/.test(error.message))
    return structural('no-colon', 'A colon with a space behind it is missing here: `key: value`.');
  return structural(
    'needs-quotes',
    'This sign has a meaning in YAML. Put the text in quotes, or close the bracket before it.',
  );
}

function unclosed(line: Line): ExplainedError {
  const hint = line.text.includes('#')
    ? ' A text with `#` goes in quotes, since YAML reads what follows as a comment.'
    : '';
  return structural('unclosed', `A bracket \`{\` or \`[\` is opened and not closed again.${hint}`);
}

function indentation(): ExplainedError {
  return structural('indentation', `The indentation does not fit. ${INDENTATION}`);
}

function quotes(why: string, text: string): ExplainedError {
  return { code: 'needs-quotes', message: `${why} Put it in quotes: ${quoteText(text)}.`, local: true };
}

/** The text as YAML takes it for nothing else; quotes that stand around it and do not fit are taken off. */
export function quoteText(text: string): string {
  const bare = text.trim().replace(/^(["'])(.*)\1$/, '$2');
  return /["\\]/.test(bare) ? `'${bare.replaceAll("'", "''")}'` : `"${bare}"`;
}

function signName(line: Line): string {
  const sign = line.rest.charAt(0);
  return sign === '`' ? 'a backtick' : `\`${sign}\``;
}

function structural(code: string, message: string): ExplainedError {
  return { code, message, local: false };
}

function lineAt(text: string, offset: number): Line {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const until = end < 0 ? text.length : end;
  const strip = (part: string): string => part.replace(/\s+#.*$/, '').trimEnd();
  return { text: text.slice(start, until), before: text.slice(start, offset), rest: strip(text.slice(offset, until)) };
}

/** The value of a `key: value` line, whole. */
function wholeValue(line: Line): string {
  return /^[^:]*:\s+(.*?)\s*$/.exec(line.text)?.[1] ?? line.rest;
}

/** The text up to where a bracket that stands around it would end it. */
function wordAt(line: Line): string {
  return /[[{]/.test(line.before) ? (/^[^,\]}]*/.exec(line.rest)?.[0] ?? line.rest) : line.rest;
}

/** `Amount: Net: GBP`, and not a line that is indented below one with a value. */
function isColonInText(line: Line): boolean {
  return /:\s/.test(line.before) && (/:\s|:$/.test(line.rest) || line.rest.startsWith('? '));
}
