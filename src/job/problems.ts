/** Collects the problems of a job file, so that all of them are shown at once. */

import type { JobProblem, Place } from '../model/job.ts';
import { nearest } from '../model/nearest.ts';

export interface JobFileProblem extends JobProblem {
  /** The word of the file that is at fault, where it is one. */
  readonly word?: string;
}

export interface Problems {
  /** @param code without its area: `unknown-key` */
  add(at: Place, code: string, message: string, word?: string): void;
  count(): number;
  /** In order of line and column. */
  sorted(): readonly JobFileProblem[];
}

/** Beyond this many the file is something else than a job; suggestions for each would only take time. */
const MOST = 200;

export function createProblems(): Problems {
  const problems: JobFileProblem[] = [];
  return {
    add(at, code, message, word) {
      if (problems.length >= MOST) return;
      const problem = { line: at.line, column: at.column, code: `job/${code}`, message };
      problems.push(word === undefined ? problem : { ...problem, word });
    },
    count: () => problems.length,
    sorted: () => problems.sort((a, b) => a.line - b.line || a.column - b.column),
  };
}

/** ` Did you mean `a` or `b`?`, with a space before, or nothing where no word is near. */
export function didYouMean(word: string, words: Iterable<string>): string {
  const near = nearest(word, words);
  return near.length === 0 ? '' : ` Did you mean ${oneOf(near)}?`;
}

/** `` `a`, `b` or `c` ``. */
export function oneOf(words: readonly string[]): string {
  return joined(words, 'or');
}

/** `` `a`, `b` and `c` ``. */
export function allOf(words: readonly string[]): string {
  return joined(words, 'and');
}

function joined(words: readonly string[], last: string): string {
  const quoted = words.map((word) => `\`${word}\``);
  if (quoted.length < 2) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} ${last} ${quoted.at(-1)}`;
}
