/** Asks questions at a terminal, one at a time; the answer to a secret's question is not shown. */

import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

export function askAtTerminal(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): (question: string, secret: boolean) => Promise<string> {
  let last: Promise<unknown> = Promise.resolve();
  return (question, secret) => {
    const answer = last.then(() => askOnce(question, secret, input, output));
    last = answer.catch(() => undefined);
    return answer;
  };
}

async function askOnce(
  question: string,
  secret: boolean,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<string> {
  if (secret) output.write(question);
  const silent = new Writable({ write: (_part, _encoding, done) => done() });
  const lines = createInterface({ input, output: secret ? silent : output, terminal: true });
  try {
    const given = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
    return await Promise.race([lines.question(secret ? '' : question), given]);
  } finally {
    lines.close();
    if (secret) output.write('\n');
  }
}
