import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../src/model/refusal.ts';
import { insistOnPage } from '../../../src/xero/insist-on-page.ts';
import { createVirtualClock } from '../../transcripts/virtual-clock.ts';

describe('a page that is refused', () => {
  test.each([
    ['xero/unreachable', true],
    ['xero/unavailable', true],
    ['connect/away', true],
    ['connect/invalid-grant', false],
    ['xero/forbidden', false],
  ])('for %s is asked for again: %s', async (code, again) => {
    let asked = 0;
    const ask = async () => {
      asked += 1;
      if (asked === 1) throw new Refusal(code, 'no', 3);
      return 'the page';
    };
    const kept = insistOnPage(ask, { clock: createVirtualClock() });
    if (again) expect(await kept).toBe('the page');
    else await expect(kept).rejects.toMatchObject({ code });
    expect(asked).toBe(again ? 2 : 1);
  });
});
