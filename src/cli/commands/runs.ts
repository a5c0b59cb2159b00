/** `rowpost runs`: lists the runs of the workspace, the latest first. */

import type { RunRecord } from '../../journal/journal.ts';
import type { Command } from '../command.ts';

const SHOWN = 50;

export const runs: Command = {
  name: 'runs',
  arguments: '',
  summary: 'Lists the latest runs and what they came to.',
  options: [['--json', 'prints a JSON array']],
  example: 'rowpost runs',
  async run(_args, options, surroundings) {
    const { openJournal } = await import('../context.ts');
    const journal = await openJournal(options, surroundings);
    try {
      const found = await journal.runs(SHOWN);
      if (options.json === true)
        surroundings.out(`${JSON.stringify(found.map(({ jobText: _text, ...run }) => run))}\n`);
      else
        surroundings.out(found.length === 0 ? 'There are no runs in this workspace yet.\n' : found.map(line).join(''));
    } finally {
      await journal.close();
    }
    return 0;
  },
};

function line(run: RunRecord): string {
  const started = run.startedAt.slice(0, 16).replace('T', ' ');
  const rows = run.summary === undefined ? '' : rowsOf(run.summary.rows);
  return `${[run.id, started, run.command.padEnd(5), run.status.padEnd(11), `${run.job} to ${run.org}`, rows].join('  ').trimEnd()}\n`;
}

function rowsOf(rows: Readonly<Record<string, number>>): string {
  return Object.entries(rows)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${status}`)
    .join(', ');
}
