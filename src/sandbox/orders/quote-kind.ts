/** Quotes: upper-case LineAmountTypes, dates without an offset, and a life from DRAFT to INVOICED. */
import { dayOf, dayPair } from '../books/calendar.ts';
import { documentContact } from '../documents/document-contact.ts';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { dayIn } from '../server/input.ts';
import * as texts from '../validation/messages.ts';
import * as orderTexts from '../validation/order-messages.ts';
import { quoteShape } from '../validation/order-shapes.ts';
import type { OrderChange, OrderKind, OwnHead } from './order-kind.ts';
import { orderView, withBareDates } from './order-view.ts';

const longest = { QuoteNumber: 255, Title: 100, Summary: 3000, Terms: 4000, Reference: 4000 } as const;
const words = ['Title', 'Summary', 'Terms'];
const unknownTax = new RegExp(`^${texts.taxTypeUnknown('(.+)').replaceAll('.', '\\.').replace('(\\.+)', '(.+)')}$`);

export const quoteKind: OrderKind = {
  collection: 'Quotes',
  idField: 'QuoteID',
  shape: quoteShape,
  numbers: { field: 'QuoteNumber', prefix: 'QU-', taken: orderTexts.numberOfAnother('Quote') },
  next: {
    none: ['DRAFT', 'SENT', 'ACCEPTED', 'DECLINED'],
    DRAFT: ['SENT', 'DELETED'],
    SENT: ['DRAFT', 'ACCEPTED', 'DECLINED', 'INVOICED', 'DELETED'],
    DECLINED: ['DRAFT', 'SENT', 'ACCEPTED', 'DELETED'],
    ACCEPTED: ['DRAFT', 'SENT', 'DECLINED', 'INVOICED', 'DELETED'],
    INVOICED: ['DRAFT', 'SENT', 'ACCEPTED', 'DECLINED', 'DELETED'],
  },
  texts: {
    unknown: orderTexts.unknownId('quote'),
    statusChange: orderTexts.statusInvalid('Quote'),
    deleted: orderTexts.isDeleted('Quote'),
    statusOfNew: (status) => orderTexts.statusOfNew('quote', status),
  },
  strict: [],
  discounts: ['DiscountRate', 'DiscountAmount'],
  what: 'quotes',
  lineAmountTypes: 'Exclusive',
  sells: () => true,
  contact: documentContact,
  missing,
  head,
  reword: (text) => {
    const taxType = unknownTax.exec(text)?.[1];
    return taxType === undefined ? undefined : orderTexts.taxTypeNotValid(taxType);
  },
  view: (call, record) => {
    const { HasErrors: _flag, HasAttachments: _files, Contact, ...view } = orderView(call, record);
    const { ContactID, Name, EmailAddress } = objectOf(Contact);
    return {
      ...withBareDates(view, ['Date', 'ExpiryDate', 'UpdatedDateUTC']),
      Contact: { ContactID, Name, ...(EmailAddress === undefined ? {} : { EmailAddress }) },
      LineAmountTypes: (textOf(view.LineAmountTypes) ?? '').toUpperCase(),
    };
  },
};

/** Date and Contact have to be given even where the quote has them already. */
function missing(input: JsonObject): readonly string[] {
  const isNamed = Object.keys(objectOf(input.Contact)).length > 0;
  return [
    ...(dayIn(input, 'Date') === undefined ? [orderTexts.dateMissing] : []),
    ...(isNamed ? [] : [texts.contactMissing]),
  ];
}

function head(_call: Call, { before, input }: OrderChange): OwnHead {
  const expiry = dayIn(input, 'ExpiryDate') ?? dayOf(before.ExpiryDate);
  const kept = words.map((field) => [field, textOf(input[field] ?? before[field]) ?? ''] as const);
  const fields: JsonObject = { ...dayPair('ExpiryDate', expiry), ...Object.fromEntries(kept) };
  const tooLong = Object.entries(longest).filter(([field, most]) => (textOf(input[field])?.length ?? 0) > most);
  return { fields, errors: tooLong.map(([field, most]) => texts.tooLong(field, most)), warnings: [] };
}
