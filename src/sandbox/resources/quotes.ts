/** Quotes. */
import { orderEndpoint } from '../orders/order-endpoint.ts';
import { quoteKind } from '../orders/quote-kind.ts';

export const quotes = orderEndpoint(quoteKind, true);
