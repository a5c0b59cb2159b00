/** Asks questions at a terminal, one at a time; the answer to a secret's question is not shown. */

import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/**
 * Rejects where nobody answers: at Ctrl-C or Ctrl-D, or when the terminal goes away.
 * @param stopping aborted then, for the whole program; a question that stands when it is aborted elsewhere rejects as well
 */
export function askAtTerminal(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  stopping: AbortController,
): (question: string, secret: boolean) => Promise<string> {
  let last: Promise<unknown> = Promise.resolve();
  return (question, secret) => {
    const answer = last.then(() => askOnce(question, secret, input, output, stopping));
    last = answer.catch(() => undefined);
    return answer;
  };
}

async function askOnce(
  question: string,
  secret: boolean,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  stopping: AbortController,
): Promise<string> {
  const { signal } = stopping;
  signal.throwIfAborted();
  if (secret) output.write(question);
  const silent = new Writable({ write: (_part, _encoding, done) => done() });
  const lines = createInterface({ input, output: secret ? silent : output, terminal: true });
  const unanswered = Promise.withResolvers<never>();
  const stop = () => unanswered.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  const leave = () => stopping.abort();
  lines.once('close', leave);
  try {
    const answer = await Promise.race([lines.question(secret ? '' : question), unanswered.promise]);
    lines.off('close', leave);
    return answer;
  } finally {
    signal.removeEventListener('abort', stop);
    lines.close();
    if (secret || signal.aborted) output.write('\n');
  }
}
