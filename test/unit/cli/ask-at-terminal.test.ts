/** What a question at a terminal comes to when it is answered, and when it is not. */

import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { askAtTerminal } from '../../../src/cli/ask-at-terminal.ts';

function openTerminal() {
  const [keys, screen, stopping] = [new PassThrough(), new PassThrough(), new AbortController()];
  let shown = '';
  screen.on('data', (part) => {
    shown += String(part);
  });
  return { keys, stopping, ask: askAtTerminal(keys, screen, stopping), shown: () => shown };
}

test('answers come in order, and that to a secret is not shown', async () => {
  const { keys, stopping, ask, shown } = openTerminal();
  const answers = [ask('Client ID: ', false), ask('Client secret: ', true)];
  keys.write('my-app\r');
  expect(await answers[0]).toBe('my-app');
  keys.write('hush-hush\r');
  expect(await answers[1]).toBe('hush-hush');
  expect(shown()).toContain('Client secret: ');
  expect(shown()).not.toContain('hush');
  expect(stopping.signal.aborted).toBe(false);
});

test.each([
  ['Ctrl-C', '\u0003', false],
  ['Ctrl-C at a secret', '\u0003', true],
  ['Ctrl-D', '\u0004', false],
  ['Ctrl-C after a part of the answer', 'ab\u0003', false],
])('%s is no answer: it stops the program', async (_what, key, secret) => {
  const { keys, stopping, ask } = openTerminal();
  const [answer, next] = [ask('Client ID [as before]: ', secret), ask('Another: ', false)];
  keys.write(key);
  await expect(answer).rejects.toThrow('aborted');
  await expect(next).rejects.toThrow('aborted');
  expect(stopping.signal.aborted).toBe(true);
});

test('a terminal that goes away, or a signal from elsewhere, ends the question that stands', async () => {
  const gone = openTerminal();
  const unanswered = gone.ask('Client ID: ', false);
  gone.keys.end();
  await expect(unanswered).rejects.toThrow('aborted');
  const stopped = openTerminal();
  const waiting = stopped.ask('Client ID: ', false);
  stopped.stopping.abort();
  await expect(waiting).rejects.toThrow('aborted');
});
