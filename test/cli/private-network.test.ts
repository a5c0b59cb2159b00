/** From inside a company's network, as a process of its own: Node reads the certificates of an authority when it starts. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { INVOICES, invoicesJob, openCommandLine, type Printed } from '../support/command-line.ts';
import { CUSTOM, openServer } from '../support/connecting.ts';
import { openPrivateNetwork } from '../support/private-network.ts';

const PROGRAM = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

test('sign-in and job go through the proxy to a host that a private authority vouches for', async () => {
  const [line, server] = [await openCommandLine(), await openServer()];
  const network = await openPrivateNetwork(server.url);
  await line.write({ 'job.yaml': invoicesJob().replace('sandbox-gb', 'london'), 'invoices.csv': INVOICES });
  const rowpost = async (env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Printed> => {
    const { PATH = '' } = process.env;
    const usual = { PATH, ROWPOST_TOKEN_KEY: 'file', HTTPS_PROXY: network.proxy };
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      cwd: line.folder,
      env: { ...usual, ...CUSTOM, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { code, out, err };
  };
  const connect = ['connect', '--custom', '--as', 'london', '--yes'];
  const there = ['--api-url', network.url, '--identity-url', network.url];
  const stranger = await rowpost({}, ...connect, ...there);
  expect(stranger).toMatchObject({ code: 3, out: '' });
  expect(stranger.err).toMatch(/^xero\.invalid could not prove who it is .*\n.*NODE_EXTRA_CA_CERTS/);
  const trusting = { NODE_EXTRA_CA_CERTS: network.authority };
  const connected = await rowpost(trusting, ...connect, ...there);
  expect(connected, connected.err).toMatchObject({ code: 0 });
  const checked = await rowpost(trusting, 'check', 'job.yaml', '--out', 'out');
  expect(checked, checked.err).toMatchObject({ code: 0 });
  expect((await line.table('out/report.csv')).map(({ Status }) => Status)).toEqual(['OK', 'OK', 'OK']);
  expect(new Set(network.asked)).toEqual(new Set(['xero.invalid:443']));
});
