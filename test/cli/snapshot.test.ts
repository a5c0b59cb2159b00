/** What `snapshot` saves, and what `check --offline` makes of it when nothing can be reached. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fileSnapshots } from '../../src/journal/file-snapshots.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { type CommandLine, INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';

/** A server of which the command line knows the address alone, and which can go away. */
async function openServer() {
  const sandbox = await startSandbox({ orgs: ['gb'], limits: 'off' });
  onTestFinished(() => sandbox.close());
  const put = async (path: string, body: object) => {
    const headers = {
      authorization: 'Bearer sandbox-token',
      accept: 'application/json',
      'content-type': 'application/json',
    };
    const reply = await fetch(`${sandbox.url}/api.xro/2.0/${path}`, {
      method: 'PUT',
      headers,
      body: JSON.stringify(body),
    });
    expect(reply.status).toBe(200);
  };
  return { at: ['--api-url', sandbox.url] as const, close: () => sandbox.close(), put };
}

async function open(job = invoicesJob(), input = INVOICES): Promise<CommandLine> {
  const line = await openCommandLine();
  await line.write({ 'job.yaml': job, 'invoices.csv': input });
  return line;
}

interface Call {
  readonly path: string;
  readonly modifiedSince?: string;
}

async function callsOf(line: CommandLine, file: string): Promise<readonly Call[]> {
  const lines = (await line.read(file)).trimEnd().split('\n');
  return lines.map((text) => JSON.parse(text) as Call);
}

const BILL = (number: string) => ({
  Type: 'ACCREC',
  InvoiceNumber: number,
  Status: 'AUTHORISED',
  Contact: { Name: 'Basket Case' },
  Date: '2026-10-01',
  DueDate: '2026-10-31',
  LineItems: [{ Description: 'x', Quantity: 1, UnitAmount: 10, AccountCode: '200', TaxType: 'OUTPUT2' }],
});

describe('a check without a connection', () => {
  test('tells what a connected one tells, while nothing can be reached, and how old its knowledge is', async () => {
    const { at, close, put } = await openServer();
    await put('Invoices', { Invoices: [BILL('A-2')] });
    const line = await open(
      invoicesJob(),
      INVOICES.replace('City Limousines', 'City Limousine Ltd').replace(
        '300.00',
        '300.00\nA-4,City  Limousines,2026-10-04,2026-10-31,1.00',
      ),
    );
    const taken = await line.run('snapshot', 'sandbox-gb', ...at);
    expect([taken.code, taken.out]).toEqual([
      0,
      expect.stringMatching(/^Saved of Demo Company .*\b24 contacts, .*\b1 Invoices, .*\.\n$/),
    ]);
    expect((await line.run('check', 'job.yaml', '--out', 'on', ...at)).code).toBe(2);
    await close();
    expect((await line.run('check', 'job.yaml', '--out', 'off', ...at)).code).toBe(3);
    const offline = await line.run('check', 'job.yaml', '--offline', '--out', 'off', ...at);
    expect(offline.code).toBe(2);
    expect(offline.err).toContain('Checks against Demo Company (UK) (sandbox-gb, its snapshot).');
    expect(offline.out).toMatch(
      /WARNING resolve\/snapshot\n.* on 20\d\d-.* UTC, less than a minute ago: what was changed/,
    );
    const rows = await line.table('off/report.csv');
    expect(rows).toEqual(await line.table('on/report.csv'));
    expect(rows.map(({ Code }) => Code)).toContain('duplicate/exists');
    const summary = await line.summary('off/run.json');
    expect(summary.calls).toEqual({ sent: 0, retried: 0, limited: 0 });
    expect(summary.findings).toMatchObject({ 'resolve/snapshot': 1 });
    expect(summary.findings).not.toHaveProperty('resolve/not-checked');
  });

  test('without a snapshot names the command that makes one', async () => {
    const line = await open();
    expect(await line.run('check', 'job.yaml', '--offline')).toMatchObject({
      code: 1,
      err: expect.stringContaining(
        'Nothing is saved of sandbox-gb for checks without a connection.\nSave it while Xero can be reached: rowpost snapshot sandbox-gb',
      ),
    });
  });

  test('after a run has what the run loaded, and says that it knows no numbers', async () => {
    const line = await open();
    expect((await line.run('run', 'job.yaml', '--trace', 'trace.jsonl', '--out', 'out')).code).toBe(0);
    const { calls } = await line.summary('out/run.json');
    expect(await callsOf(line, 'trace.jsonl')).toHaveLength(calls.sent);
    await line.write({ 'invoices.csv': INVOICES.replace('300.00', '301.00') });
    const { code, out } = await line.run('check', 'job.yaml', '--offline', '--out', 'off');
    expect([code, out]).toEqual([0, expect.stringContaining('Not checked: which Invoices Xero holds already.')]);
    expect((await line.table('off/report.csv')).map(({ Status }) => Status)).toEqual(['SKIPPED', 'SKIPPED', 'OK']);
  });

  test('of payments finds the invoices that they settle, and what is left of them', async () => {
    const { at, put } = await openServer();
    await put('Invoices', { Invoices: [BILL('A-1')] });
    const job = `org: sandbox-gb
import: Payments
source: { file: invoices.csv, dates: iso, numbers: "1.00" }
columns: { Invoice: Number, Account: { value: "090" }, Date: Dated, Amount: Net }
unused: ignore
`;
    const line = await open(job, 'Number,Dated,Net\nA-1,2026-10-05,11.00\nA-1,2026-10-05,5.00\nA-9,2026-10-05,1.00\n');
    expect((await line.run('check', 'job.yaml', '--out', 'on', ...at)).code).toBe(2);
    const untold = await line.run('check', 'job.yaml', '--offline');
    expect([untold.code, untold.out]).toEqual([
      0,
      expect.stringContaining('Not checked: which Invoices Xero holds already.'),
    ]);
    await line.run('snapshot', 'sandbox-gb', ...at);
    expect((await line.run('check', 'job.yaml', '--offline', '--out', 'off')).code).toBe(2);
    expect(await line.table('off/report.csv')).toEqual(await line.table('on/report.csv'));
  });

  test('says that it cannot find records by fields that a snapshot does not hold', async () => {
    const { at } = await openServer();
    const job = invoicesJob('send: { mode: upsert, match: [Reference] }\n').replace(
      '  Date: Dated',
      '  Date: Dated\n  Reference: Number',
    );
    const line = await open(job);
    await line.run('snapshot', 'sandbox-gb', ...at);
    const { code, out } = await line.run('check', 'job.yaml', '--offline');
    expect([code, out]).toEqual([0, expect.stringContaining('a snapshot does not hold Reference')]);
  });

  test('of a contact knows the contacts that were saved', async () => {
    const { at, close, put } = await openServer();
    const job =
      'org: sandbox-gb\nimport: Contacts\nsource: { file: invoices.csv }\ncolumns: { Name: Customer }\nunused: ignore\n';
    const line = await open(job, 'Customer\nNew One\nNew Two\n');
    await line.run('snapshot', 'sandbox-gb', ...at);
    await put('Contacts', { Contacts: [{ Name: 'New One' }] });
    expect((await line.run('check', 'job.yaml', '--offline', '--out', 'a')).code).toBe(0);
    await line.run('snapshot', 'sandbox-gb', ...at);
    await close();
    expect((await line.run('check', 'job.yaml', '--offline', '--out', 'b')).code).toBe(2);
    expect((await line.table('b/report.csv')).map(({ Code }) => Code)).toEqual(['duplicate/exists', '']);
  });

  test('is refused where it cannot be: a run, an export', async () => {
    const line = await open();
    expect(await line.run('run', 'job.yaml', '--offline')).toMatchObject({
      code: 1,
      err: expect.stringContaining("unknown option '--offline'"),
    });
    await line.write({ 'export.yaml': 'org: sandbox-gb\nexport: Invoices\ncolumns: all\noutput: { file: x.csv }\n' });
    expect(await line.run('check', 'export.yaml', '--offline')).toMatchObject({
      code: 1,
      err: expect.stringContaining('--offline: an export does not know that option.'),
    });
  });

  test('is refused with one sentence where a list was changed or cut off', async () => {
    const line = await open();
    await line.run('snapshot', 'sandbox-gb');
    for (const kind of ['accounts', 'Invoices']) {
      const path = join(line.folder, '.rowpost/snapshots/sandbox-gb', `${kind}.jsonl`);
      const text = await readFile(path, 'utf8');
      await writeFile(path, text.slice(0, -20));
      const { code, err } = await line.run('check', 'job.yaml', '--offline');
      expect([code, err]).toEqual([
        1,
        expect.stringContaining(`${path} is not as rowpost wrote it: it was cut off or changed.`),
      ]);
      expect((await line.run('snapshot')).code).toBe(0);
      expect((await line.run('check', 'job.yaml', '--offline')).code).toBe(0);
    }
  });
});

describe('a snapshot', () => {
  test('reads of contacts and documents what has changed since the last one', async () => {
    const { at, put } = await openServer();
    const line = await openCommandLine();
    await put('Invoices', { Invoices: [BILL('A-1'), BILL('A-2')] });
    await line.run('snapshot', 'sandbox-gb', ...at, '--trace', 'first.jsonl');
    await put('Contacts', { Contacts: [{ Name: 'New One' }] });
    await put('Invoices', { Invoices: [BILL('A-3')] });
    const second = await line.run('snapshot', '--json', ...at, '--trace', 'second.jsonl');
    expect(JSON.parse(second.out)).toEqual([
      expect.objectContaining({
        org: 'sandbox-gb',
        lists: expect.objectContaining({ contacts: 25, Invoices: 3, accounts: 90 }),
      }),
    ]);
    const changes = (calls: readonly Call[]) =>
      calls.filter(({ modifiedSince }) => modifiedSince !== undefined).map(({ path }) => path.split('?')[0]);
    expect(changes(await callsOf(line, 'first.jsonl'))).toEqual([]);
    const merged = ['/Contacts', '/CreditNotes', '/Invoices', '/Prepayments', '/PurchaseOrders'];
    expect(changes(await callsOf(line, 'second.jsonl'))).toEqual(merged);
    const saved = await line.read('.rowpost/snapshots/sandbox-gb/Invoices.jsonl');
    for (const number of ['A-1', 'A-2', 'A-3']) expect(saved.split(`"number":"${number}"`)).toHaveLength(2);
  });

  test('is read anew where what was saved and what has changed are not the whole', async () => {
    const { at } = await openServer();
    const line = await openCommandLine();
    await line.run('snapshot', 'sandbox-gb', ...at);
    const snapshots = fileSnapshots(join(line.folder, '.rowpost/snapshots'));
    const writer = await snapshots.write('sandbox-gb', (await snapshots.head('sandbox-gb', 'contacts'))!);
    for await (const portion of snapshots.entries('sandbox-gb', 'contacts')) await writer.add(portion);
    await writer.add([{ id: 'of-no-record', name: 'Gone Since' }]);
    await writer.commit();
    const { code, out } = await line.run('snapshot', 'sandbox-gb', ...at);
    expect([code, out]).toEqual([0, expect.stringContaining(' 24 contacts,')]);
    expect(await line.read('.rowpost/snapshots/sandbox-gb/contacts.jsonl')).not.toContain('Gone Since');
  });

  test('that cannot be kept is told, and the run is what it is', async () => {
    const line = await open();
    await mkdir(join(line.folder, '.rowpost'), { mode: 0o700 });
    await writeFile(join(line.folder, '.rowpost/snapshots'), 'in the way');
    const { code, err } = await line.run('run', 'job.yaml');
    expect([code, err]).toEqual([0, expect.stringContaining('The snapshot of sandbox-gb is not up to date: ')]);
  });

  test('of nothing asks for a name', async () => {
    const line = await openCommandLine();
    expect(await line.run('snapshot')).toMatchObject({
      code: 1,
      err: expect.stringContaining('rowpost snapshot sandbox-gb'),
    });
  });
});
