/** Receipts of the classic expenses. */
import { orderEndpoint } from '../orders/order-endpoint.ts';
import { receiptKind } from '../orders/receipt-kind.ts';

export const receipts = orderEndpoint(receiptKind, false);
