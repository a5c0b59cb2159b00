/** A demo company whose every request is recorded, and the commands that write to it. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announce } from '../../src/cli/join-sandbox.ts';
import { runCommandLine } from '../../src/cli/run.ts';
import { type SandboxOrg, startSandbox } from '../../src/sandbox/sandbox.ts';
import { type RecordedRequest, recordRequests } from './request-recorder.ts';

export interface RecordedCompany {
  readonly requests: readonly RecordedRequest[];
  /** Of the company itself, past the recorder. */
  readonly url: string;
  readonly tenantId: string;
  /** Runs a job file; resolves with its exit code and all it printed. */
  run(job: string): Promise<{ readonly code: number; readonly printed: string }>;
  /** Writes a file that lies beside the jobs; resolves with its path. */
  file(name: string, text: string): Promise<string>;
  close(): Promise<void>;
}

export async function openRecordedCompany(org: SandboxOrg = 'gb'): Promise<RecordedCompany> {
  const folder = await mkdtemp(join(tmpdir(), 'rowpost-requests-'));
  const sandbox = await startSandbox({ orgs: [org], limits: 'off' });
  const recorder = await recordRequests(sandbox.url);
  await announce(join(folder, 'home'), { ...sandbox, url: recorder.url });
  let runs = 0;
  return {
    requests: recorder.requests,
    url: sandbox.url,
    tenantId: sandbox.tenantId,
    async run(job) {
      runs += 1;
      let printed = '';
      const take = (text: string) => {
        printed += text;
      };
      const places = ['--home', join(folder, 'home'), '--out', join(folder, `out-${runs}`)];
      const code = await runCommandLine(['run', job, ...places], {
        cwd: folder,
        env: {},
        pid: process.pid,
        out: take,
        err: take,
        terminal: false,
        columns: 80,
        signal: new AbortController().signal,
      });
      return { code, printed };
    },
    async file(name, text) {
      const path = join(folder, name);
      await writeFile(path, text);
      return path;
    },
    async close() {
      await recorder.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
