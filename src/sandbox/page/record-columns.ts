/** The columns of each list. */
import type { StoredRecord } from '../books/store.ts';
import { objectOf, textOf } from '../json.ts';
import { html } from '../markup.ts';
import type { Column } from './data-table.ts';
import { amount, day } from './figures.ts';
import type { PageOrganisation } from './page-source.ts';
import type { RecordKind } from './record-kind.ts';
import { bankTypeText, contactLink, paidDocument, recordLink, statusMark } from './record-links.ts';

type Columns = readonly Column<StoredRecord>[];

export function columnsOf(organisation: PageOrganisation, kind: RecordKind): Columns {
  if (kind.collection === 'Contacts') return contactColumns(organisation, kind);
  return kind.collection === 'Payments' ? paymentColumns(organisation, kind) : documentColumns(organisation, kind);
}

function documentColumns(organisation: PageOrganisation, kind: RecordKind): Columns {
  const money = (field: 'Total' | 'AmountDue' | 'RemainingCredit') => (record: StoredRecord) =>
    amount(record.body[field], textOf(record.body.CurrencyCode), organisation.baseCurrency);
  const remaining = { label: 'Remaining credit', figures: true, cell: money('RemainingCredit') };
  const open: Readonly<Partial<Record<RecordKind['collection'], Column<StoredRecord>>>> = {
    Invoices: { label: 'Amount due', figures: true, cell: money('AmountDue') },
    CreditNotes: remaining,
    Prepayments: remaining,
    Overpayments: remaining,
  };
  return [
    {
      label: byReference.has(kind.slug) ? 'Reference' : 'Number',
      heading: true,
      cell: (record) => recordLink(organisation, record),
    },
    { label: 'Contact', cell: (record) => contactLink(organisation, record) },
    { label: 'Date', cell: (record) => day(record.date) },
    secondDay(organisation, kind),
    { label: 'Status', cell: (record) => statusMark(kind, record.status) },
    { label: 'Total', figures: true, cell: money('Total') },
    ...[open[kind.collection] ?? []].flat(),
  ];
}

const byReference: ReadonlySet<string> = new Set(['bank-transactions', 'overpayments']);

/** What stands beside the day of issue. */
function secondDay(organisation: PageOrganisation, kind: RecordKind): Column<StoredRecord> {
  switch (kind.slug) {
    case 'credit-notes':
      return { label: 'Type', cell: (record) => (record.type === 'ACCRECCREDIT' ? 'Sales' : 'Purchases') };
    case 'purchase-orders':
      return { label: 'Delivery', cell: (record) => day(record.body.DeliveryDate) };
    case 'quotes':
      return { label: 'Expires', cell: (record) => day(record.body.ExpiryDate) };
    case 'bank-transactions':
      return {
        label: 'Bank account',
        cell: ({ type, body }) => html`${textOf(objectOf(body.BankAccount).Name)}<small>${bankTypeText(type)}</small>`,
      };
    case 'prepayments':
    case 'overpayments':
      return { label: 'Type', cell: ({ type }) => bankTypeText(type?.split('-')[0]) };
    default:
      return { label: 'Due date', cell: (record) => dueDay(organisation, record) };
  }
}

function dueDay(organisation: PageOrganisation, record: StoredRecord) {
  const shown = day(record.body.DueDate);
  const due = textOf(record.body.DueDateString)?.slice(0, 10) ?? '9999';
  const late = record.status === 'AUTHORISED' && due < organisation.today();
  return late ? html`${shown} <small class="bad-text">overdue</small>` : shown;
}

function paymentColumns(organisation: PageOrganisation, kind: RecordKind): Columns {
  const { store, baseCurrency } = organisation;
  const paid = (record: StoredRecord) => paidDocument(store, record);
  return [
    { label: 'Reference', heading: true, cell: (record) => recordLink(organisation, record) },
    { label: 'Pays', cell: (record) => recordLink(organisation, paid(record)) },
    { label: 'Contact', cell: (record) => contactLink(organisation, paid(record)) },
    { label: 'Date', cell: (record) => day(record.date) },
    { label: 'Account', cell: (record) => textOf(objectOf(record.body.Account).Name) },
    { label: 'Status', cell: (record) => statusMark(kind, record.status) },
    {
      label: 'Amount',
      figures: true,
      cell: (record) => amount(record.body.Amount, textOf(paid(record)?.body.CurrencyCode), baseCurrency),
    },
  ];
}

function contactColumns(organisation: PageOrganisation, kind: RecordKind): Columns {
  return [
    { label: 'Name', heading: true, cell: (record) => recordLink(organisation, record) },
    { label: 'Contact number', cell: (record) => textOf(record.body.ContactNumber) },
    { label: 'Email', cell: (record) => textOf(record.body.EmailAddress) },
    { label: 'Kind', cell: ({ body }) => roles(body.IsCustomer === true, body.IsSupplier === true) },
    { label: 'Status', cell: (record) => statusMark(kind, record.status) },
  ];
}

function roles(customer: boolean, supplier: boolean): string {
  return [customer ? 'Customer' : '', supplier ? 'Supplier' : ''].filter(Boolean).join(', ');
}
