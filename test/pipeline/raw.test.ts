/** Requests as rows say them: only below the API, in their order, each reported, and none sent blindly a second time. */

import { describe, expect, test } from 'vitest';
import { readRequest } from '../../src/validators/check-request.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';
import { invoiceId, invoiceOf, putInvoices } from './sample-records.ts';

const JOB = `
org: sandbox-gb
raw: Requests
columns: { Method: Method, Path: Path, Query: Query, Body: Body }
`;
const quoted = (cell: unknown) => `"${(typeof cell === 'string' ? cell : JSON.stringify(cell)).replaceAll('"', '""')}"`;
const rows = (...lines: readonly (readonly unknown[])[]) =>
  `${['Method,Path,Query,Body', ...lines.map((line) => [...line, '', ''].slice(0, 4).map(quoted).join(','))].join('\n')}\n`;

const contact = (Name: string) => ({ Contacts: [{ Name }] });

async function contacts(workspace: Workspace, name: string): Promise<number> {
  return (await workspace.get(`Contacts?where=Name=="${name}"`)).Contacts.length;
}

describe('paths', () => {
  test.each([
    ['Invoices', '/Invoices'],
    ['/Invoices/', '/Invoices'],
    ['/api.xro/2.0/Invoices/INV-1', '/Invoices/INV-1'],
    ['api.xro/2.0/Contacts', '/Contacts'],
    ['Invoices/INV%201/History', '/Invoices/INV%201/History'],
    ['Invoices/Ä & Ö', '/Invoices/%C3%84%20%26%20%C3%96'],
  ])('%s goes to %s', (Path, path) => {
    expect(readRequest({ Method: 'GET', Path })).toEqual({ request: { method: 'GET', path } });
  });

  test.each([
    '',
    '/',
    'https://evil.test/Invoices',
    '//evil.test/Invoices',
    '../../connections',
    'Invoices/../../../connections',
    'Invoices/%2e%2e/x',
    'Invoices/%252e%252e/x',
    'Invoices/..%2f..%2fx',
    'Invoices/%2F',
    'Invoices\\..\\x',
    'Invoices/./x',
    'Invoices//x',
    'Invoices?page=1',
    'Invoices#x',
    'Invoices/%zz',
    'Invoices/%00',
  ])('%j is refused', (Path) => {
    expect(readRequest({ Method: 'GET', Path })).toMatchObject({ problem: { code: 'map/request-path' } });
  });

  test.each([
    [{ Method: 'PATCH', Path: 'Invoices' }, 'map/request-method'],
    [{ Method: 'GET', Path: 'Invoices', Query: 'page=1&page=2' }, 'map/request-query'],
    [{ Method: 'GET', Path: 'Invoices', Query: '=1' }, 'map/request-query'],
    [{ Method: 'GET', Path: 'Invoices', Body: '{}' }, 'map/request-body-not-taken'],
    [{ Method: 'POST', Path: 'Invoices', Body: '{"a":1,}' }, 'map/request-body'],
    [{ Method: 'POST', Path: 'Invoices', Body: '7' }, 'map/request-body'],
  ])('%j is refused: %s', (given, code) => {
    expect(readRequest(given)).toMatchObject({ problem: { code } });
  });
});

describe('requests', () => {
  test('go in the order of the rows, with their bytes, and their replies are reported', async () => {
    const workspace = await openWorkspace();
    await putInvoices(workspace, invoiceOf('R-1'));
    const body = '{ "Contacts": [ {"Name": "Raw 1", "ContactNumber":"007"} ] }';
    const input = rows(
      ['PUT', 'Contacts', 'summarizeErrors=false', body],
      ['GET', 'Contacts', 'where=Name=="Raw 1"&page=1'],
      ['GET', 'Invoices/R-1'],
      ['POST', `Invoices/${await invoiceId(workspace, 'R-1')}`, '', { Reference: 'by hand' }],
      ['DELETE', 'Invoices/R-1'],
      ['GET', 'Invoices/nothing'],
      ['PUT', 'Contacts', 'summarizeErrors=false', { Contacts: [{ Name: 'Raw 2', EmailAddress: 'no address' }] }],
    );
    const outcome = await workspace.run(JOB, input);
    expect(outcome.fates).toEqual([...Array(4).fill('OK xero/answered'), ...Array(3).fill('ERROR xero/rejected')]);
    expect(outcome.rows[0]?.Message).toMatch(/^Row 2: 200 \{"Id":.*"ContactNumber":"007"/);
    expect(outcome.rows[1]?.Message).toContain('"Name":"Raw 1"');
    expect(outcome.rows[5]?.Message).toContain('404');
    expect(outcome.rows[6]?.Message).toContain('Email address must be valid.');
    expect(outcome.writes[0]).toMatchObject({ method: 'PUT', path: '/Contacts', body, key: expect.any(String) });
    expect(new Set(outcome.writes.map(({ key }) => key)).size).toBe(4);
    expect(outcome.code).toBe(4);
  });

  test('a second run reads again and writes nothing again', async () => {
    const workspace = await openWorkspace();
    const input = rows(['PUT', 'Contacts', '', contact('Twice')], ['GET', 'Organisation']);
    expect((await workspace.run(JOB, input)).fates).toEqual(Array(2).fill('OK xero/answered'));
    const second = await workspace.run(JOB, input);
    expect(second.fates).toEqual(['SKIPPED duplicate/already-delivered', 'OK xero/answered']);
    expect(second.writes).toEqual([]);
    expect(await contacts(workspace, 'Twice')).toBe(1);
  });

  test('a long reply is told up to what a cell holds', async () => {
    const workspace = await openWorkspace();
    const { rows: reported } = await workspace.run(JOB, rows(['GET', 'Accounts']));
    const message = reported[0]?.Message ?? '';
    expect(message).toMatch(/… \(\d+ characters\)$/);
    expect(message.length).toBeGreaterThan(30_000);
    expect(message.length).toBeLessThan(32_000);
  });

  test('a check sends nothing and finds what is wrong', async () => {
    const workspace = await openWorkspace();
    const input = rows(['PUT', 'Contacts', '', contact('No')], ['GET', '../connections'], ['GET', 'Users']);
    const outcome = await workspace.run(JOB, input, { command: 'check' });
    expect(outcome.fates).toEqual(['OK', 'ERROR map/request-path', 'OK']);
    expect(outcome.writes).toEqual([]);
    const run = await workspace.run(JOB, input);
    expect(run.fates).toEqual(['UNSENT xero/not-sent', 'ERROR map/request-path', 'UNSENT xero/not-sent']);
  });
});

describe('outcomes that are not known', () => {
  test.each([
    ['a failure of the server', { status: 500, body: '{"Message":"Oh"}' }],
    ['the same request still at work', { status: 409, body: '{"Message":"Wait"}' }],
  ] as const)('%s: told, and not sent again by a later run', async (_what, disturbance) => {
    const workspace = await openWorkspace();
    workspace.gate.disturb(({ method }) => (method === 'PUT' ? disturbance : undefined));
    const input = rows(['PUT', 'Contacts', '', contact('Doubtful')], ['GET', 'Organisation']);
    const outcome = await workspace.run(JOB, input);
    expect(outcome.fates).toEqual(['ERROR xero/unknown-outcome', 'OK xero/answered']);
    expect(outcome.writes).toHaveLength(1);
    workspace.gate.disturb(() => undefined);
    const later = await workspace.run(JOB, input);
    expect(later.fates).toEqual(['ERROR duplicate/in-doubt', 'UNSENT xero/not-sent']);
    expect((await workspace.run(JOB, input, { again: true })).fates).toEqual(Array(2).fill('OK xero/answered'));
  });

  test('a lost reply is asked for once more under the same key', async () => {
    const workspace = await openWorkspace();
    let left = 1;
    workspace.gate.disturb(({ method }) => (method === 'PUT' && left-- > 0 ? { reset: 'after' } : undefined));
    const outcome = await workspace.run(JOB, rows(['PUT', 'Contacts', '', contact('Lost')]));
    expect(outcome.fates).toEqual(['OK xero/answered']);
    expect(new Set(outcome.writes.map(({ key }) => key)).size).toBe(1);
    expect(await contacts(workspace, 'Lost')).toBe(1);
  });
});

test('what cannot be undone is counted without the readings', async () => {
  const workspace = await openWorkspace();
  const asked: number[] = [];
  const input = rows(['PUT', 'Contacts', '', contact('Counted')], ['GET', 'Organisation'], ['GET', 'Users']);
  await workspace.run(JOB, input, { confirm: async ({ records }) => asked.push(records) > 0 });
  await workspace.run(JOB, rows(['GET', 'Organisation']), { confirm: async ({ records }) => asked.push(records) > 0 });
  expect(asked).toEqual([1]);
});
