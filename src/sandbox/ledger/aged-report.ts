/** The rows of the reports AgedReceivablesByContact and AgedPayablesByContact. */
import type { JsonObject } from '../json.ts';
import type { AgedDocument, Side } from './aged-documents.ts';
import { centsText } from './base-cents.ts';
import { row, section } from './report-rows.ts';

export interface AgedPeriod {
  /** First day of the documents; those before it are the opening balance. */
  readonly from: string | undefined;
  /** The day as at which amounts are due. */
  readonly date: string;
}

type Figure = 'total' | 'paid' | 'credited' | 'due';
const figures: readonly Figure[] = ['total', 'paid', 'credited', 'due'];

/** A row for every document from the first day on, with an opening and a closing balance where there is such a day. */
export function agedRows(
  documents: readonly AgedDocument[],
  side: Side,
  { from, date }: AgedPeriod,
): readonly JsonObject[] {
  const shown = documents.filter((document) => from === undefined || document.date >= from);
  const number = side === 'receivable' ? 'Number' : 'Reference';
  const header = row('Header', ['Date', number, 'Due Date', '', 'Total', 'Paid', 'Credited', 'Due']);
  const sums = figures.map((figure) => sumOf(shown, figure));
  const lines = shown.map((document) => documentRow(document, date));
  const main = section('', [...lines, row('SummaryRow', ['Total', '', '', '', ...sums.map(centsText)])]);
  if (from === undefined) return [header, main];
  const opening = sumOf(documents, 'due') - sumOf(shown, 'due');
  const closing = [...sums.slice(0, 3), (sums[3] ?? 0n) + opening];
  return [
    header,
    section('', [row('Row', [midnight(from), 'Opening Balance', '', '', '', '', '', centsText(opening)])]),
    main,
    section('', [row('SummaryRow', ['Closing Balance', '', '', '', ...closing.map(centsText)])]),
  ];
}

function documentRow(document: AgedDocument, date: string): JsonObject {
  const { record, number, dueDate } = document;
  const due = dueDate === undefined ? '' : midnight(dueDate);
  const amounts = figures.map((figure) => centsText(document[figure]));
  const subject = { id: 'invoiceID', value: record.id } as const;
  return row('Row', [midnight(document.date), number, due, overdue(document, date), ...amounts], subject);
}

/** `305 days overdue`; nothing where nothing is due or it is not yet time. */
function overdue({ due, dueDate }: AgedDocument, date: string): string {
  if (due <= 0n || dueDate === undefined || dueDate >= date) return '';
  const days = Math.round((Date.parse(date) - Date.parse(dueDate)) / 86_400_000);
  return `${days} ${days === 1 ? 'day' : 'days'} overdue`;
}

function sumOf(documents: readonly AgedDocument[], figure: Figure): bigint {
  return documents.reduce((sum, document) => sum + document[figure], 0n);
}

function midnight(day: string): string {
  return `${day}T00:00:00`;
}
