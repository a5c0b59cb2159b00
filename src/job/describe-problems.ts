/** The problems of a job file as a person reads them: place, code and word, then what is wrong and what to do. */

import type { JobProblem } from '../model/job.ts';

/** A problem may name the word at fault. */
type Described = JobProblem & { readonly word?: string };

/** @param path as the user gave it; two lines a problem, in the order given */
export function describeProblems(path: string, problems: readonly Described[]): string {
  return problems.map((problem) => describe(path, problem)).join('\n');
}

function describe(path: string, problem: Described): string {
  const word = problem.word === undefined ? '' : `  ${oneLine(problem.word)}`;
  const message = problem.message
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
  return `${path}:${problem.line}:${problem.column}  ${problem.code}${word}\n${message}`;
}

/** A word that fits on its line. */
function oneLine(word: string): string {
  const flat = word.replace(/\s+/g, ' ').trim();
  return flat.length > 60 ? `${flat.slice(0, 59)}…` : flat;
}
