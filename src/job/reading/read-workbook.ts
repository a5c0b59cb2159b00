/** Reads a job of several sheets that are imported: every entry of `sheets` is an import or an action, with what the job says for all. */

import type { WorkbookJob } from '../../model/any-job.ts';
import type { ImportJob, Place } from '../../model/job.ts';
import type { Problems } from '../problems.ts';
import type { JobNode, MapEntry, MapNode } from '../yaml/job-node.ts';
import { WORKBOOK_SHARED } from './job-keys.ts';
import { readBalances } from './read-balances.ts';
import { given, type Keys, readMap } from './read-node.ts';
import { readOrg } from './read-org.ts';

/** Reads an import or an action by itself; undefined where it cannot be read further. @param root as if it were a file of its own */
export type ReadOne = (root: MapNode, name: string) => ImportJob | undefined;

interface WorkbookHead {
  readonly verb: MapEntry;
  readonly keys: Keys;
  /** Where the verb stands. */
  readonly at: Place;
}

/** @param name of the job */
export function readWorkbook(
  { verb, keys, at }: WorkbookHead,
  name: string,
  path: string,
  readOne: ReadOne,
  problems: Problems,
): WorkbookJob {
  const org = readOrg(keys.get('org'), at, problems);
  const shared = [...keys.values()].filter(({ key }) => WORKBOOK_SHARED.includes(key));
  const items = verb.value.kind === 'list' ? verb.value.items : [];
  const sheets = items.flatMap((item) => {
    const own = readMap(item, 'An entry of `sheets`', '- { import: Contacts, columns: { Name: Customer } }', problems);
    if (own === undefined || own.entries.some((entry) => isForAll(entry, problems))) return [];
    const root = withShared(own, [...shared, ...(keys.get('org') === undefined ? [] : [keys.get('org')!])]);
    const job = readOne(root, name);
    return job === undefined ? [] : [{ ...withSheet(job), name: `${name} (${labelOf(job)})` }];
  });
  checkDistinct(sheets, items, problems);
  return {
    kind: 'workbook',
    name,
    path,
    org,
    sheets,
    ...given({ balances: readBalances(keys.get('balances'), problems) }),
  };
}

/** Of a workbook, where the job does not say which, the sheet that is called like what it holds. */
function withSheet(job: ImportJob): ImportJob {
  const { files, sheet } = job.source;
  const isWorkbook = files.length > 0 && files.every((file) => /\.xlsx$/i.test(file));
  return isWorkbook && sheet === undefined ? { ...job, source: { ...job.source, sheet: job.entity } } : job;
}

/** What a sheet is called in reports: as in the workbook, or by what it holds. */
export function labelOf({ source, entity, action }: ImportJob): string {
  if (typeof source.sheet === 'string') return source.sheet;
  return action === undefined ? entity : `${action} ${entity}`;
}

const FOR_ALL: readonly string[] = ['name', 'org', 'organisation', 'balances'];

function isForAll(entry: MapEntry, problems: Problems): boolean {
  if (!FOR_ALL.includes(entry.key)) return false;
  const message = `\`${entry.key}\` is said once for all sheets: move it to the top of the job.`;
  problems.add(entry.keyAt, 'unknown-key', message, entry.key);
  return true;
}

/** What is said at the top holds where the entry says nothing else, key by key. */
function withShared(own: MapNode, shared: readonly MapEntry[]): MapNode {
  const merged = shared.map((entry) => {
    const mine = own.entries.find(({ key }) => key === entry.key);
    return mine === undefined ? entry : { ...mine, value: mergedValue(mine.value, entry.value) };
  });
  const kept = own.entries.filter(({ key }) => !shared.some((entry) => entry.key === key));
  return { ...own, entries: [...kept, ...merged] };
}

function mergedValue(mine: JobNode, all: JobNode): JobNode {
  if (mine.kind !== 'map' || all.kind !== 'map') return mine;
  const names = new Set(mine.entries.map(({ key }) => key));
  return { ...mine, entries: [...mine.entries, ...all.entries.filter(({ key }) => !names.has(key))] };
}

/** Reports tell sheets apart by name, case ignored as in Excel. */
function checkDistinct(sheets: readonly ImportJob[], items: readonly JobNode[], problems: Problems): void {
  const seen = new Set<string>();
  for (const [index, job] of sheets.entries()) {
    const label = labelOf(job);
    const folded = label.toLowerCase();
    if (seen.has(folded)) {
      const at = items[index]?.at ?? { line: 1, column: 1 };
      const message = `Two entries of \`sheets\` would be called \`${label}\`. Name the sheet that each reads: \`source: { sheet: ... }\`.`;
      problems.add(at, 'same-sheet', message, label);
    }
    seen.add(folded);
  }
}

/** Whether the entries of `sheets` are to be imported: any names a verb that writes, none is an export. */
export function isWorkbook(verb: MapEntry, writing: readonly string[]): boolean {
  if (verb.value.kind !== 'list') return false;
  const named = verb.value.items.flatMap((item) => (item.kind === 'map' ? item.entries.map(({ key }) => key) : []));
  return !named.includes('export') && named.some((key) => writing.includes(key));
}
