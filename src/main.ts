/** The program: arguments in, exit code out. The only file that touches `process`. */

import { text } from 'node:stream/consumers';
import { askAtTerminal } from './cli/ask-at-terminal.ts';
import { openBrowser } from './cli/open-browser.ts';
import { runCommandLine } from './cli/run.ts';
import { systemKeychain } from './cli/system-keychain.ts';

const stopping = new AbortController();
process.once('SIGINT', () => stopping.abort());
process.once('SIGTERM', () => stopping.abort());
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
  });
}

process.exitCode = await runCommandLine(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  pid: process.pid,
  isAlive,
  out: (words) => process.stdout.write(words),
  err: (words) => process.stderr.write(words),
  ...(process.stdin.isTTY && process.stderr.isTTY
    ? { ask: askAtTerminal(process.stdin, process.stderr, stopping) }
    : {}),
  input: () => text(process.stdin),
  browse: (url) => openBrowser(url, process.env),
  keychain: systemKeychain,
  terminal: process.stderr.isTTY === true,
  columns: process.stderr.columns ?? 80,
  signal: stopping.signal,
});

/** Signal 0 only asks; a process of somebody else's may not be asked, and is alive. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
