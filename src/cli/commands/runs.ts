/** `rowpost runs`: lists the runs of the workspace, the latest first. */

import type { RunRecord, SentCount } from '../../journal/journal.ts';
import type { Command } from '../command.ts';
import { isUnderWay } from '../hold-run.ts';

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
      const found: ListedRun[] = [];
      for (const run of await journal.runs(SHOWN)) {
        const sent = await journal.sentCount(run.id);
        const underWay = await isUnderWay(run.id, journal, surroundings);
        found.push({ run, underWay, ...(sent === undefined ? {} : { sent }) });
      }
      surroundings.out(options.json === true ? `${JSON.stringify(found.map(toJson))}\n` : listOf(found));
    } finally {
      await journal.close();
    }
    return 0;
  },
};

interface ListedRun {
  readonly run: RunRecord;
  /** A process works on it at this moment. */
  readonly underWay: boolean;
  readonly sent?: SentCount;
}

function listOf(found: readonly ListedRun[]): string {
  return found.length === 0 ? 'There are no runs in this workspace yet.\n' : found.map(line).join('');
}

function toJson({ run: { jobText: _text, asked: _asked, ...run }, underWay, sent }: ListedRun) {
  const times = sent && { ...sent, firstAt: isoTime(sent.firstAt), lastAt: isoTime(sent.lastAt) };
  return { ...run, underWay, ...(times === undefined ? {} : { sent: times }) };
}

function line({ run, underWay, sent }: ListedRun): string {
  const rows = run.summary === undefined || isInMotion(run) ? '' : rowsOf(run.summary.rows);
  const first = [run.id, shortTime(run.startedAt), run.command.padEnd(9), run.status.padEnd(11)];
  const calls = sent === undefined ? '' : sentOf(sent);
  const parts = [
    ...first,
    `${run.job} ${run.command === 'export' ? 'from' : run.command === 'reconcile' ? 'with' : 'to'} ${run.org}`,
    rows,
    calls,
    underWay ? 'under way' : remedy(run),
  ];
  return `${parts.filter((part) => part !== '').join('  ')}\n`;
}

function sentOf({ firstAt, lastAt, requests, open }: SentCount): string {
  const times = [...new Set([firstAt, lastAt].map((time) => shortTime(isoTime(time)).slice(11)))].join(' to ');
  const count = `${requests} ${requests === 1 ? 'request' : 'requests'}`;
  return `sent ${times} in ${count}${open === 0 ? '' : `, ${open} without result`}`;
}

/** What a run that was resumed came to before it went on is out of date. */
function isInMotion({ status }: RunRecord): boolean {
  return status === 'preparing' || status === 'delivering';
}

/** What is to be done about a run that broke off. */
function remedy({ id, status, command, resumeAt }: RunRecord): string {
  if (status === 'finished' || status === 'refused' || command !== 'run') return '';
  return `rowpost resume ${id}${resumeAt === undefined ? '' : ` from ${shortTime(resumeAt)} on`}`;
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}

/** To the minute. */
function shortTime(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}

function rowsOf(rows: Readonly<Record<string, number>>): string {
  return Object.entries(rows)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${status}`)
    .join(', ');
}
