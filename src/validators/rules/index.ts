/** The rules that exist, one a file; written by `node scripts/build-indexes.ts`. */

import type { Rule } from '../../model/rule.ts';
import { accountCode } from './account-code.ts';
import { accountSetup } from './account-setup.ts';
import { accountTax } from './account-tax.ts';
import { amountMagnitude } from './amount-magnitude.ts';
import { bankTransaction } from './bank-transaction.ts';
import { bankTransfer } from './bank-transfer.ts';
import { batchPayment } from './batch-payment.ts';
import { contactLookAlike } from './contact-look-alike.ts';
import { contactName } from './contact-name.ts';
import { contactPersons } from './contact-persons.ts';
import { currency } from './currency.ts';
import { decimalPlaces } from './decimal-places.ts';
import { discount } from './discount.ts';
import { documentTotal } from './document-total.ts';
import { dueDate } from './due-date.ts';
import { emailAddress } from './email-address.ts';
import { fieldLength } from './field-length.ts';
import { itemSetup } from './item-setup.ts';
import { itemSide } from './item-side.ts';
import { journalBalance } from './journal-balance.ts';
import { journalLines } from './journal-lines.ts';
import { lineAmount } from './line-amount.ts';
import { lockDates } from './lock-dates.ts';
import { negativeQuantity } from './negative-quantity.ts';
import { newStatus } from './new-status.ts';
import { payment } from './payment.ts';
import { printableNumber } from './printable-number.ts';
import { requiredFields } from './required-fields.ts';
import { taxAmount } from './tax-amount.ts';
import { taxRateSetup } from './tax-rate-setup.ts';
import { taxType } from './tax-type.ts';
import { trackingLimit } from './tracking-limit.ts';
import { trackingSetup } from './tracking-setup.ts';
import { webAddress } from './web-address.ts';

export const rules: readonly Rule[] = [
  accountCode,
  accountSetup,
  accountTax,
  amountMagnitude,
  bankTransaction,
  bankTransfer,
  batchPayment,
  contactLookAlike,
  contactName,
  contactPersons,
  currency,
  decimalPlaces,
  discount,
  documentTotal,
  dueDate,
  emailAddress,
  fieldLength,
  itemSetup,
  itemSide,
  journalBalance,
  journalLines,
  lineAmount,
  lockDates,
  negativeQuantity,
  newStatus,
  payment,
  printableNumber,
  requiredFields,
  taxAmount,
  taxRateSetup,
  taxType,
  trackingLimit,
  trackingSetup,
  webAddress,
];
