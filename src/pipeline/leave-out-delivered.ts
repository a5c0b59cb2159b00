/** The last look before documents leave: what another run has delivered since they were prepared, or has on its way, is not sent. */

import { deliveredBefore, verdictOf } from './delivered-before.ts';
import type { Departing, Sending } from './sending.ts';

/** Those that may leave; the others have their verdict. Contacts made on the way stand in no row and are left to Xero. */
export async function leaveOutDelivered(
  sending: Sending,
  documents: readonly Departing[],
): Promise<readonly Departing[]> {
  const own = documents.filter(({ firstOrdinal }) => firstOrdinal >= 0);
  if (own.length === 0) return documents;
  const earlier = await deliveredBefore(sending, own, [], sending.parts);
  if (earlier.size === 0) return documents;
  const verdicts = own.flatMap((document) => {
    const delivered = earlier.get(document.seq);
    return delivered === undefined ? [] : [verdictOf(document, delivered)];
  });
  await sending.store.changeDocuments(
    verdicts.map(({ change }) => change),
    verdicts.map(({ finding }) => finding),
  );
  return documents.filter(({ seq }) => !earlier.has(seq));
}
