/** Attaches files: each a request of its own, whose bytes are those that were checked. Sending one twice comes to the same as once. */

import type { MemberResult } from '../../journal/journal.ts';
import { Refusal } from '../../model/refusal.ts';
import { type Attached, attachRequest, listAttachments, readAttached } from '../../xero/attachments.ts';
import { problemText } from '../../xero/read-reply.ts';
import { errorsIn } from '../../xero/reply-text.ts';
import { backoff } from '../../xero/retry.ts';
import { refused, unsent } from '../chunk-results.ts';
import { storeIntent } from '../form-request.ts';
import type { Departing, Sending } from '../sending.ts';
import { attachmentDelivery } from './attached-before.ts';
import { eachRecord } from './each-record.ts';
import { type Performer, told } from './performer.ts';
import { isCalled, isSameContent, type PlannedFile } from './planned-file.ts';
import { surveyAttachments } from './survey-attachments.ts';
import { type Attempted, writeCall } from './write-call.ts';

/** How often a file is sent in all where Xero fails over it. */
const MOST_SENDINGS = 3;

export const attach: Performer = {
  survey: surveyAttachments,
  async perform(performance) {
    const { sending } = performance;
    await eachRecord(performance, async (documents) => {
      for (const document of documents) await attachAll(sending, document);
    });
  },
  /** What is there is overwritten by the same. */
  async settle(sending, { id }, documents) {
    await sending.settle(id, undefined, documents.map(unsent));
  },
};

async function attachAll(sending: Sending, document: Departing): Promise<void> {
  const { files } = JSON.parse(document.body ?? '{"files":[]}') as { readonly files: readonly PlannedFile[] };
  for (const [index, file] of files.entries()) {
    const bytes = await sending.parts.files.read(file);
    if (bytes === undefined) return gone(sending, document, file);
    const saved = await attachOne(sending, document, file, bytes, index === files.length - 1);
    if (!saved) return;
  }
}

async function gone({ store }: Sending, document: Departing, { called }: PlannedFile): Promise<void> {
  const { seq, firstRow: faultRow } = document;
  await store.changeDocuments(
    [{ seq, state: 'done', status: 'ERROR', faultRow }],
    [told(document, 'read/file-changed', { name: called })],
  );
}

/** False where the file was refused. Rejects where Xero is out of reach; the document is ready again then. */
async function attachOne(
  sending: Sending,
  document: Departing,
  file: PlannedFile,
  bytes: Uint8Array,
  isLast: boolean,
): Promise<boolean> {
  const { entity, parts, connection } = sending;
  for (let attempt = 1; ; attempt += 1) {
    const request = attachRequest(entity, document.xeroId ?? '', file.called, file.online, parts.newKey());
    const { path, sha256, size } = file;
    const { id, intentAt } = await storeIntent(sending, { ...request, body: JSON.stringify({ path, sha256, size }) }, [
      document,
    ]);
    const attempted = await writeCall(sending, { ...request, file: { bytes, type: file.type } }, { intentAt }).catch(
      async (error: unknown) => {
        await sending.settle(id, undefined, [unsent(document)]);
        throw error;
      },
    );
    const verdict = await judge(sending, document, file, attempted);
    if (verdict.kind === 'saved') {
      await sending.settle(id, verdict.status, [savedResult(sending, document, file, verdict.attached, isLast)]);
      return true;
    }
    if (verdict.kind === 'refused' || attempt >= MOST_SENDINGS) {
      await sending.settle(id, verdict.status, [refused(sending, document, `${file.called}: ${verdict.why}`)]);
      return false;
    }
    await sending.settle(id, verdict.status, [unsent(document)]);
    await connection.clock.sleep(backoff(attempt + 2, 1));
  }
}

type Verdict =
  | { readonly kind: 'saved'; readonly status: number | undefined; readonly attached: Attached }
  | { readonly kind: 'refused' | 'missing'; readonly status: number | undefined; readonly why: string };

async function judge(sending: Sending, document: Departing, file: PlannedFile, attempted: Attempted): Promise<Verdict> {
  if ('lost' in attempted) return lookUp(sending, document, file, attempted.lost, undefined);
  const { status } = attempted;
  if (status >= 500 || status === 409) return lookUp(sending, document, file, problemText(attempted), status);
  const [attached] = status < 300 ? (readAttached(attempted) ?? []) : [];
  if (status >= 300) return { kind: 'refused', status, why: errorsIn(attempted).join(' ') || problemText(attempted) };
  if (attached === undefined) return lookUp(sending, document, file, problemText(attempted), status);
  return arrived(file, attached, status);
}

function arrived(file: PlannedFile, attached: Attached, status: number | undefined): Verdict {
  if (attached.size === undefined || attached.size === file.size) return { kind: 'saved', status, attached };
  return { kind: 'refused', status, why: `Xero has kept ${attached.size} of its ${file.size} bytes` };
}

/** Rejects with a Refusal where Xero cannot be asked either. */
async function lookUp(
  { connection, entity }: Sending,
  { xeroId = '' }: Departing,
  file: PlannedFile,
  why: string,
  status: number | undefined,
): Promise<Verdict> {
  try {
    const attached = (await listAttachments(connection.api, entity, xeroId)).find((each) => isCalled(file, each));
    const isThere = attached !== undefined && (await isSameContent(connection.api, entity, xeroId, file, attached));
    return !isThere ? { kind: 'missing', status, why } : { kind: 'saved', status, attached };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return { kind: 'missing', status, why };
  }
}

/** A file that is not the document's last one lets it go on, but is known again by a later run. */
function savedResult(
  sending: Sending,
  document: Departing,
  file: PlannedFile,
  attached: Attached,
  isLast: boolean,
): MemberResult {
  const { seq, xeroId = '' } = document;
  const delivery = attachmentDelivery(sending.delivery(document, ''), xeroId, file, attached.id);
  if (!isLast) return { document: seq, outcome: 'retry', findings: [], delivery };
  return { document: seq, outcome: 'saved', xeroId, findings: [], delivery };
}
