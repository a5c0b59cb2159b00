/** Prepayments: bank transactions make them; they are read, and set against invoices. */
import { bankCredit } from '../bank/bank-credit-endpoint.ts';

export const prepayments = bankCredit('Prepayments');
