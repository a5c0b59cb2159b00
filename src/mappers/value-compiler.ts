/** What compiling a value form needs of the job and the input file around it. */

import type { JobProblem, Place } from '../model/job.ts';
import type { Transform } from '../model/transform.ts';
import { type HeaderIndex, matchHeader } from './match-header.ts';

export interface ValueCompiler {
  readonly headers: HeaderIndex;
  readonly transforms: ReadonlyMap<string, Transform>;
  /** What `source` declares for all values. */
  readonly dates?: readonly string[] | undefined;
  readonly numbers?: string | undefined;
  readonly problems: readonly JobProblem[];
  /** Takes note of a problem of the job; compiling goes on to find the others. */
  problem(at: Place, code: string, message: string): void;
}

export function valueCompiler(
  header: readonly string[],
  transforms: readonly Transform[],
  source: { readonly dates?: readonly string[]; readonly numbers?: string },
): ValueCompiler {
  const problems: JobProblem[] = [];
  return {
    headers: matchHeader(header),
    transforms: new Map(transforms.map((transform) => [transform.name, transform])),
    dates: source.dates,
    numbers: source.numbers,
    problems,
    problem: ({ line, column }, code, message) => problems.push({ line, column, code, message }),
  };
}
