/** What the lines of a batch payment settle. */

import { formatDecimal } from '../model/decimal.ts';
import type { Document, DocumentLine, FieldLabels } from '../model/document.ts';
import type { EntityShape } from '../model/entity.ts';
import type { LineTarget, PaymentTarget } from '../model/matching.ts';
import { decimalOf } from '../model/values.ts';
import { atLine } from './places.ts';
import { paymentTargets } from './resolve/payment-target.ts';

/** Whether the lines of such documents are payments of others. */
export function hasLineTargets({ lines }: EntityShape): boolean {
  return lines?.fields.some(({ names }) => names === 'invoice') === true;
}

/** The documents that a line names; it settles exactly one. */
export function targetsOfLine(document: Document, line: DocumentLine): readonly PaymentTarget[] {
  return paymentTargets({ ...document, fields: line.values });
}

/** In the order of the lines; of a line that names none, or several, nothing. */
export function lineTargets(document: Document, labels: FieldLabels): readonly LineTarget[] {
  return document.lines.map((line): LineTarget => {
    const [target, ...others] = targetsOfLine(document, line);
    const amount = decimalOf(line.values, 'Amount');
    const { column, value } = atLine(labels, line, targetFieldOf(line));
    return {
      at: { ordinal: line.row.ordinal, row: line.row.number, column, ...(value === undefined ? {} : { value }) },
      ...(target === undefined || others.length > 0 ? {} : { target }),
      ...(amount === undefined ? {} : { amount: formatDecimal(amount) }),
    };
  });
}

/** The field whose cell names the document. */
export function targetFieldOf({ values }: DocumentLine): string {
  const fields = ['Invoice', 'Invoice.InvoiceID', 'Invoice.InvoiceNumber'];
  return fields.find((field) => values.has(field)) ?? 'Invoice';
}
