/** Which account of debtors or creditors a document belongs to, and on which side. */
import type { Store, StoredRecord } from '../books/store.ts';
import { systemAccount } from './system-account.ts';

/** Whether a document of this status is in the ledger; drafts, deleted and voided ones are not. */
export function isPosted(record: Pick<StoredRecord, 'status'>): boolean {
  return record.status === 'AUTHORISED' || record.status === 'PAID';
}

/** 1 where the control account is debited: sales invoices, and credit notes of suppliers; -1 otherwise. */
export function controlSign(type: string | undefined): 1n | -1n {
  return type === 'ACCREC' || type === 'ACCPAYCREDIT' ? 1n : -1n;
}

/** The AccountID of debtors or creditors. */
export function controlAccount(store: Store, type: string | undefined): string {
  return systemAccount(store, type?.startsWith('ACCPAY') === true ? 'CREDITORS' : 'DEBTORS');
}
