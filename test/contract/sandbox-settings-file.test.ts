/** The file that sets up a sandbox: what it may say, and how it is told where it is wrong. */

import { describe, expect, test } from 'vitest';
import { readSettings } from '../../src/sandbox/read-settings.ts';
import { openSandbox, salesInvoice } from './sandbox-client.ts';

function settingsIn(text: string) {
  const read = readSettings(text);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

function problemsIn(text: string): readonly string[] {
  const read = readSettings(text);
  return 'problems' in read ? read.problems.map(({ line, column, message }) => `${line}:${column} ${message}`) : [];
}

describe('a settings file', () => {
  test('sets choices by their names with hyphens, in their own types, and lock dates', () => {
    const text =
      'inclusive-tax: tax-rounded\nlock-dates-bind-drafts: false\nattachment-megabytes: 25\nperiod-lock-date: 2026-03-31\nhigh-volume: 500\n';
    expect(settingsIn(text).settings).toEqual({
      inclusiveTax: 'tax-rounded',
      lockDatesBindDrafts: false,
      attachmentMegabytes: 25,
      periodLockDate: '2026-03-31',
      highVolume: 500,
    });
  });

  test('changes some limits, or ends them all', () => {
    expect(settingsIn('limits: { minute: 5 }').limits).toEqual({
      minute: 5,
      day: 5000,
      concurrent: 5,
      appMinute: 10_000,
    });
    expect(settingsIn('limits: off').limits).toBe('off');
    expect(settingsIn('inclusive-tax: tax-rounded').limits).toBeUndefined();
  });

  test.each(['', '# nothing yet\n'])('may be empty: %j', (text) => {
    expect(settingsIn(text)).toEqual({ settings: {}, apps: [], webhooks: [] });
  });

  test('adds apps and webhooks', () => {
    const text = `
apps:
  - { id: my-app, kind: web, secret: s, redirects: https://a.example/b https://c.example }
webhooks:
  - { url: http://127.0.0.1:3000/hooks, key: k, categories: INVOICE CONTACT }
`;
    const { apps, webhooks } = settingsIn(text);
    const redirects = ['https://a.example/b', 'https://c.example'];
    expect(apps).toEqual([{ id: 'my-app', name: 'my-app', kind: 'web', secret: 's', redirects }]);
    expect(webhooks).toEqual([{ url: 'http://127.0.0.1:3000/hooks', key: 'k', categories: ['INVOICE', 'CONTACT'] }]);
  });

  test('names the organisation of a custom connection as a job does, or by its tenant id', () => {
    const organisationOf = (named: string) =>
      settingsIn(`apps: [{ id: A, kind: custom, secret: s, organisation: ${named} }]`).apps[0]?.organisation;
    const tenantId = 'c9dffd82-91b4-4c13-a33b-5872fa68d94c';
    expect(organisationOf('sandbox-au')).toBe(tenantId);
    expect(organisationOf(tenantId)).toBe(tenantId);
  });

  test('is told of every mistake at once, with its place and the nearest word', () => {
    const text = 'inclusive-tax: tax-round\nlimits: { dai: 3 }\nperiod-lock-date: 2026-02-31\nsped: 2\nwebhooks: x\n';
    expect(problemsIn(text)).toEqual([
      '1:16 `inclusive-tax` must be one of net-rounded, tax-rounded. Did you mean `tax-rounded`?',
      '2:11 `limits`, unless they are `off`, has no key `dai`. Did you mean `day`?',
      '3:19 `period-lock-date` must be a day, such as `2026-06-30`.',
      expect.stringMatching(/^4:1 A settings file has no key `sped`\./),
      '5:11 `webhooks` must be a list; begin each webhook with `- url:`.',
    ]);
  });

  test.each([
    ['apps:\n  - name: x\n', ['2:5 The app has no `id`.', '2:5 The app has no `kind`.']],
    ['apps:\n  - { id: A, kind: web }\n', [expect.stringContaining('a web app needs a secret')]],
    [
      'apps:\n  - { id: A, kind: custom, secret: s, organisation: sandbox-fr }\n',
      [expect.stringContaining('`organisation` must be one of sandbox-gb, sandbox-au, sandbox-nz, sandbox-us')],
    ],
    ['apps:\n  - { id: A, kind: wob }\n', ['2:20 `kind` must be one of pkce, web, custom. Did you mean `web`?']],
    ['webhooks:\n  - { url: ftp://x, key: k }\n', [expect.stringContaining('`url` must be an address')]],
    ['webhooks:\n  - { url: "https://x.example", key: k, categories: FOO }\n', [expect.stringContaining('CONTACT')]],
    ['- a\n', [expect.stringContaining('A settings file must be `key: value` lines')]],
    ['limits: { minute: 0 }\n', ['1:19 `minute` must be a whole number of calls, 1 or more.']],
    ['limits: off\n---\na: 1\n', [expect.stringContaining('A second document begins here')]],
    ['a: [\n', [expect.stringContaining('This is not YAML')]],
  ])('%j is refused', (text, problems) => {
    expect(problemsIn(text)).toEqual(problems);
  });

  test('reaches the sandbox: a lock date refuses', async () => {
    const { settings } = settingsIn('period-lock-date: 2030-01-01');
    const client = await openSandbox({ settings });
    const [refused] = await client.write('PUT', 'Invoices', salesInvoice('L-1'));
    await client.sandbox.close();
    expect(refused.StatusAttributeString).toBe('ERROR');
  });
});
