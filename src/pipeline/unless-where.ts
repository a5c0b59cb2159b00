/** Tells that Xero refused a reading since it does not understand the job's own `where`. */

import type { JobProblem, TableExport } from '../model/job.ts';
import { Refusal } from '../model/refusal.ts';

const REFUSED = /\(HTTP 400\): ([^\n]+)/;

/** Gives what `work` gives, or the problem of the job; rejects as `work` does for any other reason. */
export async function unlessWhere<Done>(
  { where, at }: TableExport,
  work: () => Promise<Done>,
): Promise<Done | { readonly problems: readonly JobProblem[] }> {
  try {
    return await work();
  } catch (error) {
    const [, reason] = error instanceof Refusal ? (REFUSED.exec(error.message) ?? []) : [];
    if (where === undefined || reason === undefined) throw error;
    const message = `Xero does not understand \`where: ${where}\`: ${reason} Correct the expression, or write the condition into \`filter\`.`;
    return { problems: [{ ...at, code: 'job/where', message }] };
  }
}
