/** Whether reminders of unpaid invoices are sent: read alone, and never so in a demo company. */
import type { Endpoint } from '../server/call.ts';
import { envelope } from '../server/reply.ts';

export const invoiceReminders: Endpoint = (call) => {
  const isSettings = call.path.length === 1 && call.path[0] === 'Settings';
  return call.method === 'GET' && isSettings ? envelope(call, { InvoiceReminders: [{ Enabled: false }] }) : undefined;
};
