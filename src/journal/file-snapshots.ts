/** Snapshots as files of JSON lines: a head, the entries, and a last line with their number and a hash over all before it. */

import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '../model/refusal.ts';
import type { SnapshotHead, Snapshots, SnapshotWriter } from './snapshots.ts';

const VERSION = 1;
const PORTION = 500;

/** @param folder `<workspace>/snapshots`, made when something is saved */
export function fileSnapshots(folder: string): Snapshots {
  const pathOf = (alias: string, kind: string) => join(folder, fileName(alias), `${fileName(kind)}.jsonl`);
  return {
    async aliases() {
      const names = await orNothing(readdir(folder));
      return (names ?? []).map(decodeURIComponent).toSorted();
    },
    async head(alias, kind) {
      const path = pathOf(alias, kind);
      const file = await orNothing(open(path));
      if (file === undefined) return undefined;
      for await (const line of file.readLines({ autoClose: true })) return headOf(line, path);
      throw damaged(path);
    },
    entries: (alias, kind) => readEntries(pathOf(alias, kind)),
    write: (alias, head) => startWriting(pathOf(alias, head.kind), head),
    purge: (alias) =>
      rm(alias === undefined ? folder : join(folder, fileName(alias)), { recursive: true, force: true }),
  };
}

/** No name leads out of the folder, and none is hidden. */
function fileName(name: string): string {
  return encodeURIComponent(name).replaceAll('.', '%2E');
}

async function* readEntries(path: string): AsyncGenerator<readonly unknown[]> {
  const hash = createHash('sha256');
  let [count, isHead] = [0, true];
  let portion: unknown[] = [];
  let last: string | undefined;
  for await (const line of linesOf(path)) {
    if (last !== undefined) {
      hash.update(`${last}\n`);
      if (isHead) headOf(last, path);
      else portion.push(parseLine(last, path));
      count += isHead ? 0 : 1;
      isHead = false;
    }
    last = line;
    if (portion.length === PORTION) {
      yield portion;
      portion = [];
    }
  }
  const end = last === undefined ? undefined : (parseLine(last, path) as Readonly<Record<string, unknown>> | null);
  if (isHead || end?.entries !== count || end.sha256 !== hash.digest('hex')) throw damaged(path);
  if (portion.length > 0) yield portion;
}

/** A last line without its end is no line. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let left = '';
  for await (const chunk of createReadStream(path, 'utf8') as AsyncIterable<string>) {
    const lines = (left + chunk).split('\n');
    left = lines.pop()!;
    yield* lines;
  }
  if (left !== '') throw damaged(path);
}

function headOf(line: string, path: string): SnapshotHead {
  const head = parseLine(line, path) as (SnapshotHead & { readonly snapshot?: unknown }) | null;
  if (typeof head !== 'object' || head === null || typeof head.organisationId !== 'string') throw damaged(path);
  if (head.snapshot === VERSION) return head;
  throw new Refusal(
    'snapshot/other-version',
    `${path} was written by another version of rowpost. Save the organisation's lists anew: rowpost snapshot.`,
  );
}

function parseLine(line: string, path: string): unknown {
  try {
    if (!line.includes('{"int":')) return JSON.parse(line);
    return JSON.parse(line, (_name, value: unknown) => (isWhole(value) ? BigInt(value.int) : value));
  } catch {
    throw damaged(path);
  }
}

/** Whole numbers of any size: what decimals are made of. */
function isWhole(value: unknown): value is { readonly int: string } {
  return typeof value === 'object' && value !== null && 'int' in value && Object.keys(value).length === 1;
}

function lineOf(value: unknown): string {
  const line = JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'bigint' ? { int: part.toString() } : part,
  );
  return `${line}\n`;
}

async function startWriting(path: string, head: SnapshotHead): Promise<SnapshotWriter> {
  const temporary = join(dirname(path), `.${randomUUID()}.tmp`);
  const file = await orRefuse(path, async () => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return open(temporary, 'wx', 0o600);
  });
  const hash = createHash('sha256');
  let count = 0;
  const put = (text: string): Promise<void> => {
    hash.update(text);
    return orRefuse(
      path,
      () => file.appendFile(text),
      () => drop(file, temporary),
    );
  };
  await put(lineOf({ snapshot: VERSION, ...head }));
  return {
    async add(entries) {
      count += entries.length;
      if (entries.length > 0) await put(entries.map(lineOf).join(''));
    },
    async commit() {
      await put(lineOf({ entries: count, sha256: hash.copy().digest('hex') }));
      const finish = async () => {
        await file.sync();
        await file.close();
        await rename(temporary, path);
      };
      await orRefuse(path, finish, () => drop(file, temporary));
      return count;
    },
    discard: () => drop(file, temporary),
  };
}

async function drop(file: FileHandle, temporary: string): Promise<void> {
  await file.close().catch(() => undefined);
  await rm(temporary, { force: true });
}

async function orRefuse<T>(
  path: string,
  work: () => Promise<T>,
  undo: () => Promise<void> = async () => {},
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await undo();
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'a fault';
    throw new Refusal(
      'snapshot/not-written',
      `${path} was not written (${code}). Make room or check the permissions of the folder; what was saved before is unharmed.`,
    );
  }
}

async function orNothing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function damaged(path: string): Refusal {
  return new Refusal(
    'snapshot/damaged',
    `${path} is not as rowpost wrote it: it was cut off or changed. Save the organisation's lists anew: rowpost snapshot.`,
  );
}
