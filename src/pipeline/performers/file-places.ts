/** Where files that come out of Xero are put: names made safe, and no two of them in one place. */

import { resolve } from 'node:path';
import { localDay } from '../../model/days.ts';
import type { ExistingRecord } from '../../model/matching.ts';
import { safeFileName } from '../../model/safe-file-name.ts';
import { outputPath } from '../output-path.ts';
import type { Departing } from '../sending.ts';
import type { Performance } from './performer.ts';

export interface FilePlace {
  /** Absolute. */
  readonly path: string;
  /** Below the folder, as reports name it. */
  readonly name: string;
}

export interface FilePlaces {
  /** @param fileName of an attached file; empty for a PDF */
  of(document: Departing, record: ExistingRecord | undefined, fileName: string): FilePlace;
  /** False where another file has the place already. @param what the file, known by its ID */
  take(place: FilePlace, what: string): boolean;
}

/** @param folder below the report's, where the job names none. @param template where the job gives none */
export function filePlaces({ sending, job, outDir }: Performance, folder: string, template: string): FilePlaces {
  const { output = {} } = job;
  const today = localDay(sending.connection.clock.now());
  const parts = { today, month: today.slice(0, 7), org: sending.connection.alias, asAt: today };
  const root = outputPath(output.folder ?? resolve(outDir, folder), job.path, parts);
  const taken = new Map<string, string>();
  return {
    of(document, record, fileName) {
      const values = placeholders(document, record, fileName);
      const name = (output.name ?? template)
        .split('/')
        .filter((part) => part !== '')
        .map((part) => safeFileName(part.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)))
        .join('/');
      return { path: resolve(root, name), name };
    },
    take({ path }, what) {
      const place = path.normalize('NFC').toLowerCase();
      const owner = taken.get(place);
      if (owner === undefined) taken.set(place, what);
      return owner === undefined || owner === what;
    },
  };
}

/** Values never part a path: signs that would are made safe with the rest of the name. */
function placeholders(
  { xeroId = '', xeroNumber, number }: Departing,
  record: ExistingRecord | undefined,
  FileName: string,
): Readonly<Record<string, string>> {
  return {
    Number: record?.number ?? xeroNumber ?? number ?? xeroId,
    ID: xeroId,
    Contact: record?.contactName ?? '',
    Date: record?.date ?? '',
    Type: record?.type ?? '',
    FileName,
  };
}
