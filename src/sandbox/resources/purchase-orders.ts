/** Purchase orders. */
import { orderEndpoint } from '../orders/order-endpoint.ts';
import { purchaseOrderKind } from '../orders/purchase-order-kind.ts';

export const purchaseOrders = orderEndpoint(purchaseOrderKind, true);
