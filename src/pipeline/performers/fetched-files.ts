/** Takes in the files of one row: what was written, what was there, and what went wrong, as the row's outcome. */

import type { DocumentChange } from '../../journal/run-store.ts';
import type { Finding } from '../../model/finding.ts';
import type { StandingFile } from '../../model/local-files.ts';
import { UnexpectedReply } from '../../xero/unexpected-reply.ts';
import type { Departing, Sending } from '../sending.ts';
import type { FilePlace } from './file-places.ts';
import { told } from './performer.ts';

export interface Fetching {
  readonly place: FilePlace;
  /** Why what stands there is not the file that is to be written; undefined where it is. */
  differs(standing: StandingFile): string | undefined;
  /** Rejects with UnexpectedReply where there is no such file, or not the whole of it. */
  fetch(): Promise<Uint8Array>;
}

/** What became of a file. */
export type Fetched =
  | { readonly kind: 'saved' | 'there'; readonly name: string }
  | { readonly kind: 'wrong'; readonly code: string; readonly params: Readonly<Record<string, string>> };

/** Writes the file where nothing, or by `replaces` something else, stands. Rejects as the API does where it is out of reach. */
export async function fetchFile(
  { parts, again }: Sending,
  { place, differs, fetch }: Fetching,
  replaces: boolean,
): Promise<Fetched> {
  const { name, path } = place;
  const standing = await parts.files.standing(path);
  if (standing === 'folder') return wrong('duplicate/file-there', name, { why: 'a folder' });
  const difference = standing === undefined ? undefined : differs(standing);
  if (standing !== undefined && difference === undefined && !again) return { kind: 'there', name };
  if (difference !== undefined && !replaces) return wrong('duplicate/file-there', name, { why: difference });
  try {
    await parts.files.write(path, await fetch());
    return { kind: 'saved', name };
  } catch (error) {
    if (!(error instanceof UnexpectedReply)) throw error;
    return wrong('xero/incomplete-file', name, { message: error.message });
  }
}

export function wrong(code: string, name: string, params: Readonly<Record<string, string>> = {}): Fetched {
  return { kind: 'wrong', code, params: { name, ...params } };
}

/** The row's outcome: an ERROR where anything went wrong, SKIPPED where everything was there. */
export async function settleFetched(
  { store }: Sending,
  document: Departing,
  fetched: readonly Fetched[],
  more: readonly (Finding & { readonly seq: number })[] = [],
): Promise<void> {
  const named = (kind: 'saved' | 'there') =>
    fetched.flatMap((file) => (file.kind === kind ? [file.name] : [])).join(', ');
  const [saved, there] = [named('saved'), named('there')];
  const errors = fetched.flatMap((file) => (file.kind === 'wrong' ? [told(document, file.code, file.params)] : []));
  const findings = [...errors, ...more];
  if (there !== '') findings.push(told(document, 'duplicate/already-saved', { files: there }, 'WARNING'));
  if (saved !== '') findings.push(told(document, 'xero/saved-files', { files: saved }, 'WARNING'));
  const { seq, firstRow: faultRow } = document;
  const over: DocumentChange = { seq, state: 'done', faultRow };
  if (errors.length > 0) await store.changeDocuments([{ ...over, status: 'ERROR' }], findings);
  else if (more.length > 0) await store.changeDocuments([{ ...over, status: 'WARNING' }], findings);
  else if (saved === '') await store.changeDocuments([{ ...over, status: 'SKIPPED' }], findings);
  else await store.changeDocuments([{ seq, state: 'done' }], findings);
}
