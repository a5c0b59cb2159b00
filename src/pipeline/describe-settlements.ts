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
  const takenBack = await goneSoon(records, connection);
  return judged.map((each): Judged => {
    const { document, decision } = each;
    const record = byId.get(settledId(decision)?.toLowerCase() ?? '');
    if (record === undefined || decision.does !== 'refuse') return each;
    if (decision.record !== undefined && partsOf(record).every((part) => part.some((id) => takenBack.has(id))))
      return { document, decision: { does: 'act', record: decision.record } };
    const { finding } = decision;
    const params = { ...finding.params, by: settlementsOf(record) };
    return { document, decision: { ...decision, finding: { ...finding, params } } };
  });
}

const INNER = ['Payments', 'BatchPayments', 'Allocations'] as const;

/** The IDs of payments and allocations that earlier sheets of the same job take back. */
async function goneSoon(
  records: readonly ExactObject[],
  { willBe }: ActionPlan['connection'],
): Promise<ReadonlySet<string>> {
  if (willBe === undefined) return new Set();
  const ids = records.flatMap(partsOf).flat();
  const states = await Promise.all(INNER.map((entity) => willBe(entity, ids)));
  return new Set(states.flatMap((gone) => [...gone.keys()]));
}

/** Of each payment or credit on a record the IDs under which it may be taken back. */
function partsOf(record: ExactObject): readonly (readonly string[])[] {
  const idsIn = (list: string, fields: readonly string[]) =>
    listAt(record, list).map((element) => fields.map((field) => textAt(element, field)).filter((id) => id !== ''));
  return [
    ...idsIn('Payments', ['PaymentID', 'BatchPaymentID']),
    ...CREDITS.flatMap(([list, , id]) => idsIn(list, ['AllocationID', id])),
    ...idsIn('Allocations', ['AllocationID']),
  ];
}

function settledId(decision: ActionDecision): string | undefined {
  if (decision.does !== 'refuse' || decision.finding.code !== 'resolve/settled') return undefined;
  return decision.record?.id;
}

const MOST_NAMED = 5;
const CREDITS = [
  ['CreditNotes', 'credit note', 'CreditNoteID', 'CreditNoteNumber'],
  ['Prepayments', 'prepayment', 'PrepaymentID', 'PrepaymentID'],
  ['Overpayments', 'overpayment', 'OverpaymentID', 'OverpaymentID'],
] as const;

/** `a payment of 100.00 on 2026-10-15 (PaymentID ...), 20.00 of credit note CN-1`. */
function settlementsOf(record: ExactObject): string {
  const named = [
    ...listAt(record, 'Payments').map(paymentText),
    ...CREDITS.flatMap(([name, kind, , key]) =>
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
