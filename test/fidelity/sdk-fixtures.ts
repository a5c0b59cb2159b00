/** Records in a sandbox, for methods that need one to begin with. */
import type { Loose } from '../contract/sandbox-client.ts';
import { line, salesInvoice } from '../contract/sandbox-client.ts';
import type { Sdk } from './sdk-client.ts';

/** The id of a record of each resource; every one is new. */
export interface Fixtures {
  readonly account: string;
  readonly contact: string;
  readonly contactNumber: string;
  readonly invoice: string;
  readonly credit: string;
  readonly payment: string;
  readonly item: string;
  readonly journal: string;
  readonly category: string;
  readonly option: string;
  readonly theme: string;
}

let made = 0;

export async function makeFixtures({ client }: Sdk): Promise<Fixtures> {
  made += 1;
  const n = `F${made}`;
  const first = async (method: string, path: string, body: object): Promise<Loose> => {
    const { json, status, text } = await client.send(method, path, body);
    if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
    const list: Loose = Object.values(json as object).find(Array.isArray);
    return list[0];
  };
  const account = await first('PUT', 'Accounts', { Code: n, Name: `Account ${n}`, Type: 'EXPENSE' });
  const person = { Name: `Contact ${n}`, ContactNumber: n, EmailAddress: 'someone@example.com' };
  const { ContactID } = await first('PUT', 'Contacts', person);
  const invoice = await first('PUT', 'Invoices', salesInvoice(n, { Contact: { ContactID } }));
  const credit = await first('PUT', 'CreditNotes', {
    Type: 'ACCRECCREDIT',
    Contact: { ContactID },
    Date: '2026-03-02',
    Status: 'AUTHORISED',
    LineItems: [line({ UnitAmount: 10 })],
  });
  const payment = await first('PUT', 'Payments', {
    Invoice: { InvoiceID: invoice.InvoiceID },
    Account: { Code: '090' },
    Date: '2026-03-05',
    Amount: 1,
  });
  const item = await first('PUT', 'Items', { Code: n, Name: 'Item' });
  const journal = await first('PUT', 'ManualJournals', {
    Narration: n,
    Date: '2026-03-05',
    JournalLines: [
      { LineAmount: 5, AccountCode: '400' },
      { LineAmount: -5, AccountCode: '420' },
    ],
  });
  const categories = (await client.get('TrackingCategories')).json.TrackingCategories;
  const themes = (await client.get('BrandingThemes')).json.BrandingThemes;
  const category = categories[0] ?? (await first('PUT', 'TrackingCategories', { Name: 'Region' }));
  const option = await first('PUT', `TrackingCategories/${category.TrackingCategoryID}/Options`, { Name: n });
  return {
    account: account.AccountID,
    contact: ContactID,
    contactNumber: n,
    invoice: invoice.InvoiceID,
    credit: credit.CreditNoteID,
    payment: payment.PaymentID,
    item: item.ItemID,
    journal: journal.ManualJournalID,
    category: category.TrackingCategoryID,
    option: option.TrackingOptionID,
    theme: themes[0].BrandingThemeID,
  };
}
