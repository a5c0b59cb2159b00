/** Repeating invoices: templates with a schedule, created and deleted but never changed. */
import { dayOf, dayOut } from '../books/calendar.ts';
import { documentContact } from '../documents/document-contact.ts';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { textIn } from '../server/input.ts';
import * as orderTexts from '../validation/order-messages.ts';
import { repeatingInvoiceShape } from '../validation/order-shapes.ts';
import type { OrderChange, OrderKind, OwnHead } from './order-kind.ts';
import { orderView } from './order-view.ts';

const flags = ['ApprovedForSending', 'SendCopy', 'MarkAsSent', 'IncludePDF'];
const scheduled = ['Period', 'Unit', 'DueDate', 'DueDateType'];
const days = ['StartDate', 'NextScheduledDate', 'EndDate'];

export const repeatingInvoiceKind: OrderKind = {
  collection: 'RepeatingInvoices',
  idField: 'RepeatingInvoiceID',
  shape: repeatingInvoiceShape,
  next: { none: ['DRAFT', 'AUTHORISED'], DRAFT: ['DELETED'], AUTHORISED: ['DELETED'] },
  texts: {
    unknown: orderTexts.unknownId('repeating invoice'),
    statusChange: orderTexts.statusInvalid('Repeating invoice'),
    deleted: orderTexts.isDeleted('repeating invoice'),
    statusOfNew: (status) => orderTexts.statusOfNew('repeating invoice', status),
    fixed: orderTexts.onlyDeleted,
  },
  strict: ['AUTHORISED'],
  discounts: ['DiscountRate', 'DiscountAmount'],
  what: 'repeating bills',
  lineAmountTypes: 'Exclusive',
  sells: ({ input }) => textIn(input, 'Type') === 'ACCREC',
  contact: documentContact,
  head,
  view: (call, record) => {
    const {
      Date: _day,
      DateString: _text,
      CurrencyRate: _rate,
      UpdatedDateUTC: _time,
      ...view
    } = orderView(call, record);
    return { ...view, ID: record.id };
  },
};

function head(_call: Call, { input }: OrderChange): OwnHead {
  const given = objectOf(input.Schedule);
  const schedule = scheduleOf(given);
  const marks = Object.fromEntries(flags.map((field) => [field, input[field] === true]));
  const fields: JsonObject = { Type: textIn(input, 'Type'), Schedule: schedule, ...marks };
  const hasType = textIn(input, 'Type') !== undefined;
  return { fields, errors: [...(hasType ? [] : [orderTexts.typeMissing]), ...scheduleErrors(given)], warnings: [] };
}

/** The next day is the first one where no other is given. */
function scheduleOf(given: JsonObject): JsonObject {
  const { StartDate, NextScheduledDate = StartDate, ...rest } = given;
  const dated: JsonObject = { ...rest, StartDate, NextScheduledDate };
  const out = days.flatMap((field) => {
    const day = dayOf(dated[field]);
    return day === undefined ? [] : [[field, dayOut(day)] as const];
  });
  return { ...dated, ...Object.fromEntries(out) };
}

function scheduleErrors(given: JsonObject): readonly string[] {
  if (scheduled.some((field) => textOf(given[field]) === undefined)) return [orderTexts.scheduleMissing];
  const [start, end] = [dayOf(given.StartDate), dayOf(given.EndDate)];
  return [
    ...(/^[1-9]\d*$/.test(textOf(given.Period) ?? '') ? [] : [orderTexts.periodInvalid]),
    ...(start !== undefined && end !== undefined && end < start ? [orderTexts.scheduleEnds] : []),
  ];
}
