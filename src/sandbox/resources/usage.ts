/** Whether transactions mention an account, an item or tracking: what is used cannot be deleted. */
import type { Store } from '../books/store.ts';

const kinds = ['Invoices', 'CreditNotes', 'Payments', 'ManualJournals'];
const sliceSize = 1000;

/** Whether a transaction has one of the fields with that very text, anywhere in it. */
export function isUsed(store: Store, fields: Readonly<Record<string, string | undefined>>): boolean {
  const wanted = Object.entries(fields).flatMap(([field, text]) =>
    text === undefined ? [] : [`${JSON.stringify(field)}:${JSON.stringify(text)}`],
  );
  return kinds.some((kind) => isMentioned(store, kind, wanted));
}

function isMentioned(store: Store, kind: string, wanted: readonly string[]): boolean {
  for (let offset = 0; ; offset += sliceSize) {
    const slice = store.select(kind, { conditions: [], limit: sliceSize, offset });
    const found = slice.some(({ body }) => {
      const text = JSON.stringify(body);
      return wanted.some((part) => text.includes(part));
    });
    if (found || slice.length < sliceSize) return found;
  }
}
