/** What a contact owes and is owed. */
import type { Store } from '../books/store.ts';
import { type JsonObject, jsonNumber } from '../json.ts';
import { centsText } from './base-cents.ts';

/**
 * A contact's `Balances`, in the base currency; undefined when nothing is open. Outstanding is the open amount of
 * approved documents less the remaining credit of credit notes; Overdue counts invoices and bills due before `today`.
 */
export function contactBalances(store: Store, contactId: string, today: string): JsonObject | undefined {
  const rows = store.rows(
    `select side, cast(sum(net) as text) outstanding, cast(sum(case when due <> '' and due < ? then net else 0 end) as text) overdue
    from open_item where contact = ? group by side`,
    today,
    contactId,
  );
  if (rows.length === 0) return undefined;
  const of = (side: string): JsonObject => {
    const row = rows.find((candidate) => candidate.side === side);
    const number = (cents: unknown) => jsonNumber(centsText(BigInt(String(cents ?? 0))));
    return { Outstanding: number(row?.outstanding), Overdue: number(row?.overdue) };
  };
  return { AccountsReceivable: of('receivable'), AccountsPayable: of('payable') };
}
