/** The example jobs about an organisation's settings, with what each must come to. */

const NO_TOTALS: Readonly<Record<string, string>> = {};
const plain = (job: string, documents: Readonly<Record<string, number>>, after: readonly string[] = []) => ({
  job,
  after,
  exitCode: 0,
  documents,
  totals: NO_TOTALS,
});

export const settingsExamples = [
  plain('import-chart-of-accounts', { OK: 10 }),
  plain('import-items', { OK: 5 }),
  plain('import-tax-rates', { OK: 3 }),
  plain('import-tracking', { OK: 2 }),
  plain('import-currencies', { OK: 2, SKIPPED: 1 }),
  plain('import-contact-groups', { OK: 2 }),
  plain('remove-group-members', { OK: 2 }, ['import-contact-groups']),
  plain('archive-accounts', { OK: 2, SKIPPED: 1 }),
  plain('archive-tracking-options', { OK: 2, SKIPPED: 1 }),
];

/** Added up by hand: three months of 24,210 to 24,230, of 9,710 to 9,730, and of 960 to 980. */
export const settingsOutputs = [
  {
    job: 'export-budgets',
    after: [],
    exitCode: 0,
    file: 'budgets.xlsx',
    printed: ['Amount 104730.00'],
  },
  {
    job: 'export-settings',
    after: ['import-contact-groups', 'archive-tracking-options'],
    exitCode: 0,
    file: 'settings.xlsx',
    printed: ['TrackingOptions 9 rows of 9 records', 'ContactGroupMembers 5 rows of 5 records'],
  },
];
