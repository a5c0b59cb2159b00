import { describe, expect, test } from 'vitest';
import { openCommandLine } from '../support/command-line.ts';

describe('fields --org', () => {
  test("lists the organisation's own names, without what is archived, and keeps them for the next time", async () => {
    const { run } = await openCommandLine();
    const first = await run('fields', '--org', 'sandbox-gb');
    expect(first.code).toBe(0);
    expect(first.out).toMatch(/^Accounts of Demo Company \(UK\):\n {2}code +name +type +tax type\n/);
    expect(first.out).toMatch(/\n {2}200 +Sales +REVENUE +OUTPUT2\n/);
    expect(first.out).toMatch(/\nTax rates of Demo Company \(UK\):\n.*\n {2}OUTPUT2 +20% \(VAT on Income\) +20\n/s);
    expect(first.out).toMatch(/\nTracking of .*\n {2}Region +Eastside\n/s);
    for (const title of ['Items', 'Branding themes', 'Currencies']) expect(first.out).toContain(`\n${title} of Demo`);
    expect(first.out).not.toMatch(/\n {2}402 /);
    const second = await run('fields', '--org', 'sandbox-gb', '--api-url', 'http://127.0.0.1:9');
    expect([second.code, second.out]).toEqual([0, first.out]);
    expect(second.err).toBe('As saved less than a minute ago; rowpost snapshot sandbox-gb saves it anew.\n');
  });

  test('with an entity lists the names that its fields take', async () => {
    const { run } = await openCommandLine();
    const { code, out } = await run('fields', 'Payments', '--org', 'sandbox-gb', '--json');
    expect(code).toBe(0);
    const { fields, organisation, lists } = JSON.parse(out);
    expect(organisation).toBe('Demo Company (UK)');
    expect(fields.map(({ field }: { field: string }) => field)).toContain('Amount');
    expect(lists.map(({ kind }: { kind: string }) => kind)).toEqual(['accounts']);
    const text = (await run('fields', 'Invoices', '--org', 'sandbox-gb')).out;
    expect(text).toMatch(/^field .*\nunder lines:\n.*\nTracking of Demo Company \(UK\):\n/s);
  });

  test('names an organisation that is none', async () => {
    const { run } = await openCommandLine();
    const { code, err } = await run('fields', '--org', 'acme');
    expect([code, err]).toEqual([1, expect.stringContaining('acme')]);
  });
});
