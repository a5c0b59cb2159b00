/** The lists of an organisation that the page shows, and how their statuses are called. */
export interface RecordKind {
  /** In addresses. */
  readonly slug:
    | 'invoices'
    | 'bills'
    | 'credit-notes'
    | 'purchase-orders'
    | 'quotes'
    | 'payments'
    | 'bank-transactions'
    | 'prepayments'
    | 'overpayments'
    | 'contacts';
  readonly label: string;
  /** One of them. */
  readonly one: string;
  /** Kind of the records in the books. */
  readonly collection:
    | 'Invoices'
    | 'CreditNotes'
    | 'PurchaseOrders'
    | 'Quotes'
    | 'Payments'
    | 'BankTransactions'
    | 'Prepayments'
    | 'Overpayments'
    | 'Contacts';
  /** All types without. */
  readonly types?: readonly string[];
  /** Words of the statuses, in the order of a document's life. */
  readonly statuses: Readonly<Record<string, string>>;
}

const documentStatuses = {
  DRAFT: 'Draft',
  SUBMITTED: 'Awaiting approval',
  AUTHORISED: 'Awaiting payment',
  PAID: 'Paid',
  VOIDED: 'Voided',
  DELETED: 'Deleted',
};

const booked = { AUTHORISED: 'Booked', DELETED: 'Deleted' };
const credits = { AUTHORISED: 'Open', PAID: 'Used up', VOIDED: 'Voided' };

export const recordKinds: readonly RecordKind[] = [
  {
    slug: 'invoices',
    label: 'Invoices',
    one: 'Invoice',
    collection: 'Invoices',
    types: ['ACCREC'],
    statuses: documentStatuses,
  },
  {
    slug: 'bills',
    label: 'Bills',
    one: 'Bill',
    collection: 'Invoices',
    types: ['ACCPAY'],
    statuses: documentStatuses,
  },
  {
    slug: 'credit-notes',
    label: 'Credit notes',
    one: 'Credit note',
    collection: 'CreditNotes',
    statuses: { ...documentStatuses, AUTHORISED: 'Open' },
  },
  {
    slug: 'purchase-orders',
    label: 'Purchase orders',
    one: 'Purchase order',
    collection: 'PurchaseOrders',
    statuses: {
      DRAFT: 'Draft',
      SUBMITTED: 'Awaiting approval',
      AUTHORISED: 'Approved',
      BILLED: 'Billed',
      DELETED: 'Deleted',
    },
  },
  {
    slug: 'quotes',
    label: 'Quotes',
    one: 'Quote',
    collection: 'Quotes',
    statuses: {
      DRAFT: 'Draft',
      SENT: 'Sent',
      ACCEPTED: 'Accepted',
      DECLINED: 'Declined',
      INVOICED: 'Invoiced',
      DELETED: 'Deleted',
    },
  },
  {
    slug: 'payments',
    label: 'Payments',
    one: 'Payment',
    collection: 'Payments',
    statuses: booked,
  },
  {
    slug: 'bank-transactions',
    label: 'Bank transactions',
    one: 'Bank transaction',
    collection: 'BankTransactions',
    statuses: booked,
  },
  { slug: 'prepayments', label: 'Prepayments', one: 'Prepayment', collection: 'Prepayments', statuses: credits },
  { slug: 'overpayments', label: 'Overpayments', one: 'Overpayment', collection: 'Overpayments', statuses: credits },
  {
    slug: 'contacts',
    label: 'Contacts',
    one: 'Contact',
    collection: 'Contacts',
    statuses: { ACTIVE: 'Active', ARCHIVED: 'Archived', GDPRREQUEST: 'GDPR request' },
  },
];

export function kindOfSlug(slug: string): RecordKind | undefined {
  return recordKinds.find((kind) => kind.slug === slug);
}

/** The kind of a record, by its place in the books and its type. */
export function kindOfRecord(collection: string, type: string | undefined): RecordKind | undefined {
  return recordKinds.find(
    (kind) => kind.collection === collection && (kind.types === undefined || kind.types.includes(type ?? '')),
  );
}
