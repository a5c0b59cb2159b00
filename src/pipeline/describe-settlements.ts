/** Names what is paid or credited on records that are refused for it, so that it can be taken back. */

import { formatFixed, parseDecimal } from '../model/decimal.ts';
import type { ActionDecision } from '../validators/judge-record.ts';
import { type ExactObject, listAt, textAt } from '../xero/exact-json.ts';
import { fetchRecords } from '../xero/look-up.ts';
import { readDate } from '../xero/xero-date.ts';
import type { ActionPlan, Judged } from './action-plan.ts';

/** The decisions, those refused for what stands against the record with a list of it. */
export async function describeSettlements(
  { entity, connection }: Pick<ActionPlan, 'entity' | 'connection'>,
  judged: readonly Judged[],
): Promise<readonly Judged[]> {
  const ids = judged.flatMap(({ decision }) => settledId(decision) ?? []);
  if (ids.length === 0 || connection.saved !== undefined) return judged;
  const records = await fetchRecords(connection.api, entity, ids);
  const byId = new Map(records.map((record) => [textAt(record, entity.idField).toLowerCase(), record]));
  return judged.map((each) => {
    const record = byId.get(settledId(each.decision)?.toLowerCase() ?? '');
    if (record === undefined || each.decision.does !== 'refuse') return each;
    const { finding } = each.decision;
    return {
      ...each,
      decision: { ...each.decision, finding: { ...finding, params: { ...finding.params, by: settlementsOf(record) } } },
    };
  });
}

function settledId(decision: ActionDecision): string | undefined {
  if (decision.does !== 'refuse' || decision.finding.code !== 'resolve/settled') return undefined;
  return decision.record?.id;
}

const MOST_NAMED = 5;
const CREDITS = [
  ['CreditNotes', 'credit note', 'CreditNoteNumber'],
  ['Prepayments', 'prepayment', 'PrepaymentID'],
  ['Overpayments', 'overpayment', 'OverpaymentID'],
] as const;

/** `a payment of 100.00 on 2026-10-15 (PaymentID ...), 20.00 of credit note CN-1`. */
function settlementsOf(record: ExactObject): string {
  const named = [
    ...listAt(record, 'Payments').map(paymentText),
    ...CREDITS.flatMap(([name, kind, key]) =>
      listAt(record, name).map((credit) => `${amountOf(credit, 'AppliedAmount')} of ${kind} ${textAt(credit, key)}`),
    ),
    ...listAt(record, 'Allocations').map(
      (allocation) => `${amountOf(allocation, 'Amount')} set against ${textAt(allocation, 'Invoice.InvoiceNumber')}`,
    ),
  ];
  const more = named.length - MOST_NAMED;
  return [...named.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function paymentText(payment: ExactObject): string {
  const day = readDate(textAt(payment, 'Date'));
  const batch = textAt(payment, 'BatchPaymentID');
  const id = batch === '' ? `PaymentID ${textAt(payment, 'PaymentID')}` : `of the batch payment ${batch}`;
  return `a payment of ${amountOf(payment, 'Amount')}${day === '' ? '' : ` on ${day}`} (${id})`;
}

function amountOf(element: ExactObject, field: string): string {
  const text = textAt(element, field);
  const amount = parseDecimal(text);
  return amount === undefined ? text : formatFixed(amount, 2);
}
