/** The example jobs that change the state of records, with what each must come to. */

const CREDITS = ['import-approved-invoices', 'import-credit-notes'];
const PAID = ['import-approved-invoices', 'import-payments'];

const example = (job: string, after: readonly string[], documents: Readonly<Record<string, number>>, totals = {}) => ({
  job,
  after,
  exitCode: 0,
  documents,
  totals,
});

export const verbExamples = [
  example('void-invoices', ['import-approved-invoices'], { OK: 3 }),
  example('delete-drafts', ['import-sales-invoices'], { OK: 3, SKIPPED: 1 }),
  example('submit-invoices', ['import-sales-invoices'], { OK: 4 }),
  example('approve-bills', ['import-bills'], { OK: 4 }),
  example('approve-credit-notes', CREDITS, { OK: 4 }),
  example('allocate-credit-notes', [...CREDITS, 'approve-credit-notes'], { OK: 4 }, { Amount: '646.00' }),
  example('remove-allocations', [...CREDITS, 'approve-credit-notes', 'allocate-credit-notes'], { OK: 2 }),
  example('reverse-payments', PAID, { OK: 3 }, { Amount: '1070.00' }),
  example('archive-contacts', ['import-contacts'], { OK: 3 }),
  example('take-back-invoices', PAID, { OK: 4 }),
  example('restore-contacts', ['import-contacts', 'archive-contacts'], { OK: 1, SKIPPED: 1 }),
];
