import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { problemsOf } from './check-request.ts';
import { openRecordedCompany, type RecordedCompany } from './recorded-company.ts';

const jobs = fileURLToPath(new URL('../../jobs/', import.meta.url));
/** Jobs that need another one's documents in the books. */
const AFTER: Readonly<Record<string, string>> = { 'import-payments.yaml': 'import-approved-invoices.yaml' };
/** Jobs that show mistakes, so that nothing is sent. */
const UNSENT = ['import-sales-invoices-wrong.yaml'];

let company: RecordedCompany;
beforeEach(async () => {
  company = await openRecordedCompany();
});
afterEach(() => company.close());

const examples = (await readdir(jobs)).filter((name) => name.endsWith('.yaml'));

describe('the requests of the example', () => {
  test.each(examples)('%s are such as Xero takes', async (job) => {
    for (const name of [...(AFTER[job] === undefined ? [] : [AFTER[job]]), job]) {
      const { code, printed } = await company.run(join(jobs, name));
      expect(code, printed).toBe(UNSENT.includes(name) ? 2 : 0);
    }
    expect(company.requests.flatMap(problemsOf)).toEqual([]);
    const writes = company.requests.filter(({ method }) => method !== 'GET');
    expect(writes.length > 0).toBe(!UNSENT.includes(job));
    expect(new Set(writes.map(({ headers }) => headers['idempotency-key'])).size).toBe(writes.length);
  });
});
