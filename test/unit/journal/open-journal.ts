/** Journals and run files in temporary folders, closed and removed after the test. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Journal, RunRecord } from '../../../src/journal/journal.ts';
import type { PreparedDocument, RunStore } from '../../../src/journal/run-store.ts';
import { openSqliteJournal } from '../../../src/journal/sqlite-journal.ts';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rowpost-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function openJournal(folder = join(temporaryFolder(), '.rowpost')): Promise<Journal> {
  const journal = await openSqliteJournal(folder);
  onTestFinished(() => journal.close());
  return journal;
}

export async function openRun(): Promise<RunStore> {
  return (await openJournal()).openRun('r1');
}

export function runRecord(id: string, change: Partial<RunRecord> = {}): RunRecord {
  return {
    id,
    job: 'import-invoices',
    jobPath: '/jobs/import-invoices.yaml',
    jobText: 'import: Invoices\n',
    org: 'sandbox-gb',
    organisationId: 'org-1',
    entity: 'Invoices',
    command: 'run',
    status: 'preparing',
    startedAt: '2026-11-20T10:00:00.000Z',
    outDir: '/out/r1',
    ...change,
  };
}

/** A document that is ready, with nothing optional. */
export function ready(seq: number, change: Partial<PreparedDocument> = {}): PreparedDocument {
  return { seq, entity: 'Invoices', stage: 1, state: 'ready', status: 'OK', hash: `hash-${seq}`, ...change };
}

export async function collect<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}
