/** `rowpost run`: runs jobs from reading to the report. */

import type { Command } from '../command.ts';

export const run: Command = {
  name: 'run',
  arguments: '<job...>',
  summary: 'Checks every row, sends what is right, reports every row.',
  options: [
    ['--input <file>', "reads this file instead of the job's"],
    ['--org <alias>', "this organisation instead of the job's"],
    ['--out <dir>', 'folder of the reports (default: runs/<run-id>)'],
    ['--retry <run>', "reads that run's failed rows (or --input, corrected)"],
    ['--expect <totals>', 'control totals for this run, or none'],
    ['--limit <n>', 'the first n documents only'],
    ['--limit-share <share>', "most of the organisation's call limits to use: 0.5"],
    ['--again', 'sends what was delivered before once more'],
    ['--yes', 'answers yes to what a live organisation asks'],
    ['--json', 'prints the content of run.json instead of text'],
  ],
  example: 'rowpost run jobs/import-sales-invoices.yaml --input october.csv',
  async run(args, options, surroundings) {
    const { runJobs } = await import('../run-jobs.ts');
    return runJobs(args, 'run', options, surroundings);
  },
};
