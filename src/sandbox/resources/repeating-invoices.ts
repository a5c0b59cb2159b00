/** Repeating invoices and bills. */
import { orderEndpoint } from '../orders/order-endpoint.ts';
import { repeatingInvoiceKind } from '../orders/repeating-invoice-kind.ts';

export const repeatingInvoices = orderEndpoint(repeatingInvoiceKind, true);
