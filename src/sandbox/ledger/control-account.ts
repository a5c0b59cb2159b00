/** Which account of debtors or creditors a document belongs to, and on which side. */
import type { Store, StoredRecord } from '../books/store.ts';
import { invoiceTypeOf } from '../documents/settled-kind.ts';
import { systemAccount } from './system-account.ts';

/** Whether a document of this status is in the ledger; drafts, deleted and voided ones are not. */
export function isPosted(record: Pick<StoredRecord, 'status'>): boolean {
  return record.status === 'AUTHORISED' || record.status === 'PAID';
}

const debited = ['ACCREC', 'ACCPAYCREDIT', 'SPEND-PREPAYMENT', 'SPEND-OVERPAYMENT'];

/** 1 where the control account is debited: sales invoices, and credit notes and credits of suppliers; -1 otherwise. */
export function controlSign(type: string | undefined): 1n | -1n {
  return debited.includes(type ?? '') ? 1n : -1n;
}

/** The AccountID of debtors or creditors. */
export function controlAccount(store: Store, type: string | undefined): string {
  return systemAccount(store, invoiceTypeOf(type) === 'ACCPAY' ? 'CREDITORS' : 'DEBTORS');
}
