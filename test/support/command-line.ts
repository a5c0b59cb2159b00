/** The command line in a temporary folder: what it prints, how it ends, and the files that it leaves. */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, onTestFinished } from 'vitest';
import type { Surroundings } from '../../src/cli/command.ts';
import { runCommandLine } from '../../src/cli/run.ts';
import type { RunSummary } from '../../src/model/run-summary.ts';

export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface CommandLine {
  /** The current folder of the commands. */
  readonly folder: string;
  run(...args: readonly string[]): Promise<Printed>;
  /** With other surroundings than usual. */
  runIn(surroundings: Partial<Surroundings>, ...args: readonly string[]): Promise<Printed>;
  write(files: Readonly<Record<string, string>>): Promise<void>;
  read(path: string): Promise<string>;
  /** The rows of a CSV file, by header. */
  table(path: string): Promise<readonly Readonly<Record<string, string>>[]>;
  summary(path: string): Promise<RunSummary>;
}

export async function openCommandLine(): Promise<CommandLine> {
  const folder = await mkdtemp(join(tmpdir(), 'rowpost-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const read = (path: string) => readFile(join(folder, path), 'utf8');
  const runIn: CommandLine['runIn'] = (surroundings, ...args) => runInFolder(folder, surroundings, args);
  return {
    folder,
    run: (...args) => runIn({}, ...args),
    runIn,
    async write(files) {
      for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    },
    read,
    table: async (path) => parse(await read(path), { columns: true, bom: true }) as unknown as Record<string, string>[],
    summary: async (path) => JSON.parse(await read(path)) as RunSummary,
  };
}

async function runInFolder(
  folder: string,
  surroundings: Partial<Surroundings>,
  args: readonly string[],
): Promise<Printed> {
  const printed = { out: '', err: '' };
  const code = await runCommandLine(args, {
    cwd: folder,
    env: {},
    pid: process.pid,
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
    terminal: false,
    columns: 80,
    signal: new AbortController().signal,
    ...surroundings,
  });
  expect(printed.out + printed.err).not.toMatch(/^\s+at \S+.*:\d+:\d+|node:internal|a fault of its own/m);
  return { code, ...printed };
}

/** Approved invoices from `invoices.csv`, a line each; `more` is added at the end. */
export function invoicesJob(more = ''): string {
  return `org: sandbox-gb
import: Invoices
source: { file: invoices.csv, dates: iso, numbers: "1,234.56" }
columns:
  Type: { value: ACCREC }
  Status: { value: AUTHORISED }
  LineAmountTypes: { value: Exclusive }
  InvoiceNumber: Number
  Contact.Name: Customer
  Date: Dated
  DueDate: Due
lines:
  Description: { value: Advice }
  Quantity: { value: 1 }
  UnitAmount: Net
  AccountCode: { value: "200" }
  TaxType: { value: OUTPUT2 }
${more}`;
}

/** Of three customers that the demo company knows; nets of 100, 200 and 300. */
export const INVOICES = `Number,Customer,Dated,Due,Net
A-1,Basket Case,2026-10-01,2026-10-31,100.00
A-2,ABC Furniture,2026-10-02,2026-10-31,200.00
A-3,City Limousines,2026-10-03,2026-10-31,300.00
`;
