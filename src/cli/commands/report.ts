/** `rowpost report`: writes the report of a run again. */

import { relative, resolve } from 'node:path';
import { Refusal } from '../../model/refusal.ts';
import type { ReportFormat } from '../../pipeline/write-reports.ts';
import type { Command } from '../command.ts';

const FORMATS: readonly ReportFormat[] = ['csv', 'xlsx', 'json'];

export const report: Command = {
  name: 'report',
  arguments: '[run]',
  summary: 'Writes the report of a run again, by default the last.',
  options: [
    ['--format <format>', 'csv, xlsx or json (default: all three)'],
    ['--out <dir>', "folder (default: the run's own)"],
  ],
  example: 'rowpost report last --format csv',
  async run([name = 'last'], options, surroundings) {
    const formats = FORMATS.filter((format) => options.format === undefined || format === options.format);
    if (formats.length === 0) {
      throw new Refusal('usage/format', `--format ${String(options.format)} is none of csv, xlsx and json.`);
    }
    const { openContext } = await import('../context.ts');
    const { findImport } = await import('../retry-source.ts');
    const { reportAgain } = await import('../../pipeline/report-again.ts');
    const context = await openContext(options, surroundings);
    try {
      const run = await findImport(name, context.parts.journal);
      const folder = typeof options.out === 'string' ? resolve(surroundings.cwd, options.out) : run.outDir;
      await reportAgain(run, folder, formats, context.parts);
      context.progress.end();
      for (const format of formats) {
        const file = format === 'json' ? 'run.json' : `report.${format}`;
        surroundings.out(`${relative(surroundings.cwd, folder) || '.'}/${file}\n`);
      }
    } finally {
      await context.close();
    }
    return 0;
  },
};
