/** Where the key of the tokens is, from the command line: told, chosen, and what a locked keychain does to a job. */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';
import { CUSTOM, openServer, PKCE } from '../support/connecting.ts';
import { openDrawer } from '../support/drawer.ts';

test('the keychain is taken, told of, and missed by name where it is locked; nothing is written to Xero then', async () => {
  const [line, server, keychain] = [await openCommandLine(), await openServer(), openDrawer()];
  const connect = ['connect', '--custom', '--as', 'london', ...server.at];
  const connected = await line.runIn({ env: CUSTOM, keychain }, ...connect);
  expect(connected).toMatchObject({
    code: 0,
    err: "Tokens are stored encrypted; their key is in this system's keychain, which opens while you are signed in.\n",
  });
  expect(keychain.secrets.size).toBe(1);
  const folder = join(line.folder, '.rowpost/connections');
  expect(await readdir(folder)).not.toContain('key');
  const listed = await line.runIn({ keychain }, 'orgs');
  expect(listed).toMatchObject({ code: 0, err: '' });
  expect(listed.out).toMatch(/Tokens are stored encrypted; their key is in this system's keychain, .*\.\n$/);
  const before = await readFile(join(folder, 'connections.json'), 'utf8');
  keychain.locked = true;
  await line.write({ 'job.yaml': invoicesJob().replace('sandbox-gb', 'london'), 'invoices.csv': INVOICES });
  for (const words of [['run', 'job.yaml', '--yes'], ['orgs'], connect]) {
    const refused = await line.runIn({ env: CUSTOM, keychain }, ...words);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(/connections\.json: its key is in the system's keychain, which cannot be opened now/);
    expect(refused.err.trimEnd().split('\n')).toHaveLength(2);
  }
  expect(await readFile(join(folder, 'connections.json'), 'utf8')).toBe(before);
  keychain.locked = false;
  expect(await line.runIn({ keychain }, 'run', 'job.yaml', '--yes', '--out', 'out')).toMatchObject({ code: 0 });
});

test('ROWPOST_TOKEN_KEY chooses a file, moves the key into the keychain, and is refused where it says neither', async () => {
  const [line, server, keychain] = [await openCommandLine(), await openServer(), openDrawer()];
  const connect = (place: string) =>
    line.runIn({ env: { ...CUSTOM, ROWPOST_TOKEN_KEY: place }, keychain }, 'connect', '--custom', ...server.at);
  const inFile = await connect('file');
  expect(inFile.err).toContain(`their key is in ${join(line.folder, '.rowpost/connections/key')}.`);
  expect(keychain.secrets.size).toBe(0);
  expect((await connect('keychain')).err).toContain("in this system's keychain");
  expect((await line.runIn({ keychain }, 'orgs')).code).toBe(0);
  const strange = await connect('drawer');
  expect(strange).toMatchObject({ code: 1, out: '' });
  expect(strange.err).toMatch(/^ROWPOST_TOKEN_KEY says where .* keychain or to file/);
});

test.each([
  [{ ROWPOST_KEY_FILE: 'lost.key' }, /lost\.key: the key of the connections is not there/],
  [{ ROWPOST_TOKEN_KEY: 'keychain' }, /keychain cannot take the key of the connections \(it is locked\)/],
])('with %j nobody is sent to sign in for nothing', async (env, words) => {
  const [line, server, keychain] = [await openCommandLine(), await openServer(), openDrawer()];
  keychain.locked = true;
  const opened: string[] = [];
  const browse = async (url: string) => opened.push(url) > 0;
  const refused = await line.runIn({ env: { ...PKCE, ...env }, keychain, browse }, 'connect', ...server.at);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toMatch(words);
  expect(opened).toEqual([]);
});
