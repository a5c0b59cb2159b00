/** What connectors of integration platforms offer for Xero, one record a call: 35 actions and a trigger. */

export interface ConnectorAction {
  readonly does: string;
  /** The call that it makes; a star stands for any part between slashes. */
  readonly call: string;
  /** Of the jobs that make the call, those of this verb. */
  readonly verb?: string;
  /** What does the same where no job makes the call. */
  readonly instead?: string;
}

const WEBHOOK =
  'rowpost runs when it is started: a scheduled `export` with `since: last-run` takes what was changed since.';

export const connectorActions: readonly ConnectorAction[] = [
  { does: 'When something changes (trigger)', call: 'a webhook', instead: WEBHOOK },
  { does: 'Create an invoice', call: 'PUT /Invoices', verb: 'create' },
  { does: 'Get an invoice', call: 'GET /Invoices/{InvoiceID}', verb: 'export' },
  { does: 'List invoices', call: 'GET /Invoices', verb: 'export' },
  { does: 'Delete an invoice', call: 'POST /Invoices/{InvoiceID}', verb: 'delete' },
  { does: 'Void an invoice', call: 'POST /Invoices/{InvoiceID}', verb: 'void' },
  { does: 'Send an invoice by e-mail', call: 'POST /Invoices/{InvoiceID}/Email', verb: 'email' },
  { does: 'Add a note to an invoice', call: 'PUT /Invoices/{InvoiceID}/History', verb: 'note' },
  { does: 'Pay an invoice', call: 'PUT /Payments', verb: 'create' },
  { does: 'Get a payment', call: 'GET /Payments/{PaymentID}', verb: 'export' },
  { does: 'List payments', call: 'GET /Payments', verb: 'export' },
  { does: "Get a payment's history", call: 'GET /Payments/{PaymentID}/History', verb: 'history' },
  { does: 'Reverse a payment', call: 'POST /Payments/{PaymentID}', verb: 'reverse' },
  { does: 'Create a contact', call: 'PUT /Contacts', verb: 'create' },
  { does: 'Update a contact', call: 'POST /Contacts/{ContactID}', verb: 'update' },
  { does: 'Get a contact', call: 'GET /Contacts/{ContactID}', verb: 'export' },
  { does: 'List contacts', call: 'GET /Contacts', verb: 'export' },
  { does: "Get a contact's history", call: 'GET /Contacts/{ContactID}/History', verb: 'history' },
  { does: 'Archive a contact', call: 'POST /Contacts/{ContactID}', verb: 'archive' },
  { does: 'Create an item', call: 'PUT /Items', verb: 'create' },
  { does: 'Update an item', call: 'POST /Items/{ItemID}', verb: 'update' },
  { does: 'Get an item', call: 'GET /Items/{ItemID}', verb: 'export' },
  { does: 'List items', call: 'GET /Items', verb: 'export' },
  { does: 'Delete an item', call: 'DELETE /Items/{ItemID}', verb: 'delete' },
  { does: 'Add a note to an item', call: 'PUT /Items/{ItemID}/History', verb: 'note' },
  { does: "Get an item's history", call: 'GET /Items/{ItemID}/History', verb: 'history' },
  { does: 'Create an account', call: 'PUT /Accounts', verb: 'create' },
  { does: 'Update an account', call: 'POST /Accounts/{AccountID}', verb: 'update' },
  { does: 'Get an account', call: 'GET /Accounts/{AccountID}', verb: 'export' },
  { does: 'List accounts', call: 'GET /Accounts', verb: 'export' },
  { does: 'Archive an account', call: 'POST /Accounts/{AccountID}', verb: 'archive' },
  { does: 'Delete an account', call: 'DELETE /Accounts/{AccountID}', verb: 'delete' },
  { does: 'Attach a file', call: 'PUT /*/*/Attachments/{FileName}', verb: 'attach' },
  { does: 'Get an attached file', call: 'GET /*/*/Attachments/{FileName}', verb: 'download-attachments' },
  { does: 'List connected organisations', call: 'GET /connections', instead: '`rowpost orgs`' },
  { does: 'Send a request of your own', call: 'any', instead: '`raw: Requests`' },
];
