/** A server of the benchmarks, in a process of its own: it prints its address first, and a count for each line that it is given. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** @param args of `node`. `work` is given the address, and how many there were since it was last asked. */
export async function withServer(
  args: readonly string[],
  work: (url: string, count: () => Promise<string>) => Promise<void>,
): Promise<void> {
  const server = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  const url = (await lines.next()).value!;
  const count = async () => {
    server.stdin.write('\n');
    return (await lines.next()).value!;
  };
  try {
    await work(url, count);
  } finally {
    server.kill();
    await once(server, 'close');
  }
}
