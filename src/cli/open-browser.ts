/** Opens an address in the user's browser, by the program that the system, or the variable BROWSER, names for it. */

import { spawn } from 'node:child_process';
import { platform } from 'node:os';

/** Whether a program for it could be started. */
export function openBrowser(url: string, env: Readonly<Record<string, string | undefined>>): Promise<boolean> {
  const [program, ...words] = programFor(env);
  return new Promise((resolve) => {
    const child = spawn(program, [...words, url], { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

function programFor({ BROWSER }: Readonly<Record<string, string | undefined>>): readonly [string, ...string[]] {
  if (BROWSER !== undefined && BROWSER !== '') return [BROWSER];
  if (platform() === 'darwin') return ['open'];
  return platform() === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler'] : ['xdg-open'];
}
