/** Fetches documents as PDF files, named by their numbers: each whole or not at all, and none that is there already. */

import type { EntityShape } from '../../model/entity.ts';
import type { Api } from '../../xero/api.ts';
import { problemText } from '../../xero/read-reply.ts';
import { UnexpectedReply } from '../../xero/unexpected-reply.ts';
import type { Departing } from '../sending.ts';
import { eachRecord } from './each-record.ts';
import { fetchFile, settleFetched, wrong } from './fetched-files.ts';
import { type FilePlaces, filePlaces } from './file-places.ts';
import type { Performance, Performer } from './performer.ts';

export const pdf: Performer = {
  async perform(performance) {
    const places = filePlaces(performance, 'pdf', '{Number}.pdf');
    await eachRecord(performance, async (documents) => {
      for (const document of documents) await print(performance, places, document);
    });
  },
};

async function print({ sending, job }: Performance, places: FilePlaces, document: Departing): Promise<void> {
  const { connection, entity, store } = sending;
  const { xeroId = '' } = document;
  const [record] = await store.existingById(entity.name, [xeroId]);
  const place = places.of(document, record, '');
  if (!places.take(place, xeroId)) {
    return settleFetched(sending, document, [wrong('duplicate/file-place', place.name)]);
  }
  const changedAt = Date.parse(record?.updatedUtc ?? '');
  const differs = ({ writtenAt }: { readonly writtenAt: number }) =>
    changedAt > writtenAt ? 'older than the last change in Xero' : undefined;
  const fetch = () => fetchPdf(connection.api, entity, xeroId);
  const fetched = await fetchFile(sending, { place, differs, fetch }, job.output?.mode === 'replace');
  return settleFetched(sending, document, [fetched]);
}

/** What every PDF begins with. */
const MAGIC = '%PDF-';

/** Throws `UnexpectedReply`, and as the API does. */
async function fetchPdf(api: Api, entity: EntityShape, id: string): Promise<Uint8Array> {
  const path = `${entity.path}/${encodeURIComponent(id)}`;
  const reply = await api.call({ method: 'GET', path, accept: 'application/pdf' });
  if (reply.status !== 200 || reply.bytes === undefined) throw new UnexpectedReply(problemText(reply));
  if (Buffer.from(reply.bytes.subarray(0, MAGIC.length)).toString('latin1') === MAGIC) return reply.bytes;
  throw new UnexpectedReply('Xero answered with something that is no PDF');
}
