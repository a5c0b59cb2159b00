/** What the guide says works: its first job runs as printed, and its links lead to files. */

import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runJob } from './run-job.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const guide = join(root, 'docs', 'guide');

test('the first job does what its page says, and running it again creates nothing', async () => {
  const page = await readFile(join(guide, 'first-job.md'), 'utf8');
  const folder = await mkdtemp(join(tmpdir(), 'rowpost-guide-'));
  try {
    const job = join(folder, 'october.yaml');
    const expected = /expect: \{ documents: 2, sum: \{ Total: 1059\.00 \} \}/.exec(page)?.[0];
    await writeFile(join(folder, 'october.csv'), csvOf(page));
    await writeFile(job, `${/```yaml\n(.*?)```/s.exec(page)?.[1]}${expected}\n`);
    const first = await runJob(job, folder, 'first');
    expect(first.printed).toContain('3 OK');
    expect(await totalOf(folder, 'first')).toBe('1059.00');
    const second = await runJob(job, folder, 'second');
    expect(second.printed).toContain('3 SKIPPED');
    expect([first.code, second.code]).toEqual([0, 0]);
    await writeFile(job, (await readFile(job, 'utf8')).replace('InvoiceNumber:', 'InvoiceNumbr:'));
    const slip = await runJob(job, folder, 'third');
    expect(slip.code).toBe(1);
    const [, shown = 'no example'] = /```\noctober\.yaml(:.*?)```/s.exec(page) ?? [];
    expect(slip.printed).toContain(shown.trim());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test.each(['README.md', 'CONTRIBUTING.md', 'docs/architecture.md', 'docs/guide'])(
  'links of %s lead to files',
  async (place) => {
    const path = join(root, place);
    const files = (await stat(path)).isDirectory() ? (await readdir(path)).map((name) => join(path, name)) : [path];
    const broken: string[] = [];
    for (const file of files) {
      for (const [, link = ''] of (await readFile(file, 'utf8')).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)) {
        const found = await stat(resolve(dirname(file), link)).catch(() => undefined);
        if (found === undefined) broken.push(`${file}: ${link}`);
      }
    }
    expect(broken).toEqual([]);
  },
);

/** The page's first table as a CSV file. */
function csvOf(page: string): string {
  const rows = page.split('\n').filter((line) => line.startsWith('|') && !line.startsWith('| ---'));
  const cells = rows.map((row) => row.slice(1, -1).split('|'));
  return cells.map((row) => row.map((cell) => `"${cell.trim()}"`).join(',')).join('\n');
}

async function totalOf(folder: string, out: string): Promise<string> {
  return JSON.parse(await readFile(join(folder, out, 'run.json'), 'utf8')).totals.Total;
}
