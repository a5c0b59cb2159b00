/** Fetches attached files into a folder: each whole or not at all, and none that is there already. */

import { type Attached, fetchAttachment, foldFileName, listAttachments, withoutFiles } from '../../xero/attachments.ts';
import { UnexpectedReply } from '../../xero/unexpected-reply.ts';
import type { Departing } from '../sending.ts';
import { eachRecord } from './each-record.ts';
import { type Fetched, fetchFile, settleFetched, wrong } from './fetched-files.ts';
import { type FilePlaces, filePlaces } from './file-places.ts';
import { ownValues, type Performance, type Performer, told } from './performer.ts';

/** In a folder for each record. */
const TEMPLATE = '{Number}/{FileName}';

export const downloadAttachments: Performer = {
  async perform(performance) {
    const places = filePlaces(performance, 'attachments', TEMPLATE);
    const { connection, entity } = performance.sending;
    let bare: ReadonlySet<string> = new Set();
    const fetchOne = async (documents: readonly Departing[]) => {
      const id = documents[0]?.xeroId ?? '';
      const isBare = bare.has(id.toLowerCase());
      const attached = isBare ? [] : await listAttachments(connection.api, entity, id).catch(unlessUnexpected);
      for (const document of documents) await download(performance, places, document, attached);
    };
    await eachRecord(performance, fetchOne, async (ids) => {
      bare = await withoutFiles(connection.api, entity, ids);
    });
  },
};

function unlessUnexpected(error: unknown): UnexpectedReply {
  if (error instanceof UnexpectedReply) return error;
  throw error;
}

async function download(
  { sending, job }: Performance,
  places: FilePlaces,
  document: Departing,
  attached: readonly Attached[] | UnexpectedReply,
): Promise<void> {
  if (attached instanceof UnexpectedReply) {
    const params = { name: 'The list of attached files', message: attached.message };
    return settleFetched(sending, document, [{ kind: 'wrong', code: 'xero/incomplete-file', params }]);
  }
  const { FileName: wanted } = ownValues(document);
  const isWanted = ({ name }: Attached) => typeof wanted !== 'string' || foldFileName(name) === foldFileName(wanted);
  const files = attached.filter(isWanted);
  if (files.length === 0 && typeof wanted === 'string') {
    const there = attached.map(({ name }) => name).join(', ');
    return settleFetched(sending, document, [wrong('resolve/no-file', wanted, { there: there || 'none' })]);
  }
  if (files.length === 0) {
    return settleFetched(sending, document, [], [told(document, 'resolve/no-files', {}, 'WARNING')]);
  }
  const { connection, entity, store } = sending;
  const { xeroId = '' } = document;
  const [record] = await store.existingById(entity.name, [xeroId]);
  const fetched: Fetched[] = [];
  for (const file of files) {
    const place = places.of(document, record, file.name);
    if (!places.take(place, file.id)) {
      fetched.push(wrong('duplicate/file-place', place.name));
      continue;
    }
    const differs = ({ size }: { readonly size: number }) =>
      file.size === undefined || file.size === size ? undefined : `another one (${size} bytes, not ${file.size})`;
    const fetch = async () => wholeOf(file, await fetchAttachment(connection.api, entity, xeroId, file));
    fetched.push(await fetchFile(sending, { place, differs, fetch }, job.output?.mode === 'replace'));
  }
  return settleFetched(sending, document, fetched);
}

/** Throws `UnexpectedReply` for a part. */
function wholeOf({ size }: Attached, bytes: Uint8Array): Uint8Array {
  if (size === undefined || size === bytes.length) return bytes;
  throw new UnexpectedReply(`${bytes.length} of its ${size} bytes came`);
}
