import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { limitShare } from '../../src/cli/limit-share.ts';
import { paceOwner, sharedPace } from '../../src/cli/shared-pace.ts';
import { openSqliteJournal } from '../../src/journal/sqlite-journal.ts';
import { createLimiter } from '../../src/xero/limiter.ts';
import { createLimitedServer } from '../transcripts/limited-server.ts';
import { createVirtualClock } from '../transcripts/virtual-clock.ts';

async function openJournals() {
  const folder = await mkdtemp(join(tmpdir(), 'rowpost-pace-'));
  const journals = [await openSqliteJournal(folder), await openSqliteJournal(folder)] as const;
  onTestFinished(async () => {
    for (const journal of journals) await journal.close();
    await rm(folder, { recursive: true });
  });
  return journals;
}

describe('processes of one machine', () => {
  test('are one caller to an organisation, and strangers to another', async () => {
    const journals = await openJournals();
    const clock = createVirtualClock();
    const server = createLimitedServer(clock);
    const limiters = journals.map((journal, index) =>
      createLimiter({ clock, store: sharedPace(journal, 'org-1'), owner: paceOwner(index + 1) }),
    );
    const work = limiters.flatMap((limiter) => Array.from({ length: 30 }, () => limiter.run(server.call)));
    await Promise.all(work);
    expect(server.transcript).toMatchObject({ refused: 0, mostAtOnce: 5 });
    const known = (organisation: string) => sharedPace(journals[0], organisation).change(seen);
    expect((await known('org-1')).calls).toHaveLength(60);
    expect((await known('org-2')).calls).toHaveLength(0);
  });

  test('do not wait for the calls of one that was killed', async () => {
    const [journal] = await openJournals();
    const clock = createVirtualClock();
    const killed = createLimiter({ clock, store: sharedPace(journal, 'org-1', () => true), owner: paceOwner(1) });
    await killed.run(async () => ({ status: 200, body: '', minuteLeft: 59 }));
    for (let call = 0; call < 5; call += 1) void killed.run(() => new Promise(() => undefined));
    await clock.sleep(10);
    const store = sharedPace(journal, 'org-1', (pid) => pid !== 1);
    const began = clock.now();
    await createLimiter({ clock, store, owner: paceOwner(2) }).run(async () => ({ status: 200, body: '' }));
    expect(clock.now()).toBe(began);
  });

  test('begin anew where what is known cannot be read', async () => {
    const [journal] = await openJournals();
    for (const state of ['', '{"version":0,"state":{}}', 'no JSON']) {
      await journal.changeLimits('org-1', () => ({ state, result: undefined }));
      expect((await sharedPace(journal, 'org-1').change(seen)).seq).toBe(0);
    }
  });
});

const seen = <State>(state: State) => ({ state, result: state });

describe('--limit-share', () => {
  test.each([
    ['0.5', 0.5],
    ['.25', 0.25],
    ['50%', 0.5],
    ['1', 1],
  ])('%s is %d', (text, share) => {
    expect(limitShare({ limitShare: text })).toBe(share);
  });

  test.each(['0', '1.5', '50', '-1', 'half', '', '200%'])('%j is refused', (text) => {
    expect(() => limitShare({ limitShare: text })).toThrow(`--limit-share ${text} is no share`);
  });
});
