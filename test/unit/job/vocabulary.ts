/** The vocabulary that the tests of the job language load jobs with: the registries as they are delivered. */

import { type LoadedJob, loadJob, type Vocabulary } from '../../../src/job/load-job.ts';
import { transforms } from '../../../src/mappers/transforms/index.ts';
import type { ExportJob, ImportJob, JobProblem } from '../../../src/model/job.ts';
import { actions } from '../../../src/xero/actions/index.ts';
import { entities } from '../../../src/xero/entities/index.ts';
import { reports } from '../../../src/xero/reports/index.ts';

export const vocabulary: Vocabulary = { registry: { entities, actions, reports }, transforms };

export const HEAD = 'org: sandbox-gb\nimport: Invoices\n';

/** Seven lines in all with the head: what an invoice cannot do without. */
export const COLUMNS = `columns:
  Type: { value: ACCREC }
  LineAmountTypes: { value: Exclusive }
  Contact.Name: Customer
  Date: Dated
`;

export const MINIMAL = `${HEAD}${COLUMNS}`;

/** Three lines; what it reads has still to be said. */
export const EXPORT = 'org: sandbox-gb\nexport: Invoices\noutput: { file: ../out/x.xlsx }\n';

export function load(text: string | Uint8Array): LoadedJob {
  return loadJob(text, '/books/jobs/sales.yaml', vocabulary);
}

/** The job of a file that has no problems. */
export function accepted(text: string | Uint8Array): ImportJob {
  const loaded = load(text);
  if ('problems' in loaded) throw new Error(loaded.problems.map((problem) => problem.message).join('\n'));
  if (loaded.job.kind !== 'import') throw new Error(`an ${loaded.job.kind} job`);
  return loaded.job;
}

/** The export of a file that has no problems. */
export function acceptedExport(text: string): ExportJob {
  const loaded = load(text);
  if ('problems' in loaded) throw new Error(loaded.problems.map((problem) => problem.message).join('\n'));
  if (loaded.job.kind !== 'export') throw new Error(`an ${loaded.job.kind} job`);
  return loaded.job;
}

/** `line:column code` of each problem. */
export function places(text: string | Uint8Array): readonly string[] {
  return problemsOf(text).map((problem) => `${problem.line}:${problem.column} ${problem.code}`);
}

export function problemsOf(text: string | Uint8Array): readonly JobProblem[] {
  const loaded = load(text);
  return 'problems' in loaded ? loaded.problems : [];
}
