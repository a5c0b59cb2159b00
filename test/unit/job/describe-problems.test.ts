/** Problems of a job file as they are shown. */

import { describe, expect, it } from 'vitest';
import { describeProblems } from '../../../src/job/describe-problems.ts';
import { MINIMAL, problemsOf } from './vocabulary.ts';

describe('describeProblems', () => {
  it('shows place, code and word, and below them the message', () => {
    const problems = problemsOf(`${MINIMAL}  Invoicenumber: No\n  Reference:\n`);
    expect(describeProblems('jobs/x.yaml', problems)).toBe(
      [
        'jobs/x.yaml:8:3  job/unknown-field  Invoicenumber',
        '  `Invoicenumber` is no field of Invoices. Did you mean `InvoiceNumber`?',
        'jobs/x.yaml:9:3  job/blank',
        '  `Reference` is given without a value. Write one behind the colon, or leave the line out.',
      ].join('\n'),
    );
  });

  it('keeps a long word or one of several lines on its line', () => {
    const [first] = describeProblems('x.yaml', [
      { line: 1, column: 1, code: 'job/x', message: 'm', word: `a\nb ${'c'.repeat(90)}` },
    ]).split('\n');
    expect(first).toBe(`x.yaml:1:1  job/x  a b ${'c'.repeat(55)}…`);
  });
});
