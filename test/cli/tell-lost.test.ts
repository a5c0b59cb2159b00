import { expect, test } from 'vitest';
import { tellLost } from '../../src/cli/tell-lost.ts';

test('a loss of the connection is told at once, and again at times', () => {
  const told: string[] = [];
  let now = 1_000_000;
  const tell = tellLost({ now: () => now }, { err: (text) => told.push(text), terminal: false });
  const request = { method: 'PUT', path: '/Invoices' } as const;
  for (const later of [0, 1_000, 20_000, 10_000, 5_000]) {
    now += later;
    tell({ kind: 'lost', request, message: 'connect ECONNREFUSED 127.0.0.1:4010', sent: false });
    tell({ kind: 'limited', limit: 'minute' });
  }
  expect(told).toEqual(Array(2).fill('No reply from Xero (connect ECONNREFUSED 127.0.0.1:4010); trying further.\n'));
});
