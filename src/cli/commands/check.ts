/** `rowpost check`: everything up to the first write. */

import type { Command } from '../command.ts';

export const check: Command = {
  name: 'check',
  arguments: '<job...>',
  summary: 'Reads, checks and reports like run, and sends nothing.',
  options: [
    ['--input <file>', "reads this file instead of the job's"],
    ['--org <alias>', "this organisation instead of the job's"],
    ['--out <dir>', 'folder of the reports (default: runs/<run-id>)'],
    ['--retry <run>', "reads that run's failed rows (or --input, a corrected copy)"],
    ['--expect <totals>', 'control totals for this run, or none'],
    ['--limit <n>', 'the first n documents only'],
    ['--again', 'does not leave out what was delivered before'],
    ['--offline', "uses the organisation's saved lists: see rowpost snapshot"],
    ['--json', 'prints the content of run.json instead of text'],
  ],
  example: 'rowpost check jobs/import-sales-invoices.yaml',
  async run(args, options, surroundings) {
    const { runJobs } = await import('../run-jobs.ts');
    return runJobs(args, 'check', options, surroundings);
  },
};
