/** The currency of a document. */

import type { Field } from '../../../model/entity.ts';
import { currencyCodes } from './currency-codes.ts';

export const documentCurrency: readonly Field[] = [
  {
    name: 'CurrencyCode',
    type: 'choice',
    values: currencyCodes,
    names: 'currency',
    note: "An ISO code that the organisation uses. Left out, the organisation's base currency.",
  },
  {
    name: 'CurrencyRate',
    type: 'decimal',
    decimals: 6,
    note: "Units of the document's currency for one of the base currency. Left out, Xero takes the day's rate.",
  },
];
