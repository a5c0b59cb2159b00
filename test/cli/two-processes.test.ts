/** Two processes of the operating system on one organisation, whose sandbox counts their calls and is in a hurry. */

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { PaceOrder } from './pace-program.ts';

const SPEED = 30;
const CALLS = 90;
const MINUTE = 60_000;

const run = promisify(execFile);

async function inProcess(order: PaceOrder) {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'pace-program.ts'), JSON.stringify(order)]);
  return JSON.parse(stdout) as { readonly sent: number; readonly limited: number };
}

describe('two processes', () => {
  test.each(['fixed', 'rolling'] as const)("share an organisation's minute (%s)", async (limitWindows) => {
    const home = await mkdtemp(join(tmpdir(), 'rowpost-two-'));
    const sandbox = await startSandbox({ orgs: ['gb'], speed: SPEED, settings: { limitWindows } });
    onTestFinished(async () => {
      await sandbox.close();
      await rm(home, { recursive: true });
    });
    const { url, tenantId, token, time } = sandbox;
    const order = { home, url, tenantId, token, time, calls: CALLS };
    const began = Date.now();
    const both = await Promise.all([inProcess(order), inProcess(order)]);
    const limited = both.reduce((sum, one) => sum + one.limited, 0);
    expect(limited).toBeLessThanOrEqual(1);
    expect(both.reduce((sum, one) => sum + one.sent, 0)).toBe(2 * CALLS + limited);
    expect((Date.now() - began) * SPEED).toBeGreaterThan(MINUTE);
  });
});
