/** Posts money that is spent or received: against its lines as a bill or invoice paid at once, or, for a credit, against creditors or debtors. */
import type { StoredRecord } from '../books/store.ts';
import { invoiceTypeOf } from '../documents/settled-kind.ts';
import { objectOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { amountOf, baseCents, rateOf } from './base-cents.ts';
import { controlAccount, controlSign, isPosted } from './control-account.ts';
import { documentJournal, type LedgerDocument } from './document-journal.ts';
import type { Journal } from './journal.ts';
import { postLedgerDocument } from './post-document.ts';
import { postJournal } from './post-journal.ts';

/** Brings the ledger to what a bank transaction says now. */
export function postBankTransaction(call: Call, record: StoredRecord): void {
  if (isCredit(record.type)) {
    postJournal(call.store, record.id, isPosted(record) ? creditJournal(call, record) : undefined, call.now);
    return;
  }
  const document = asPaidDocument(record);
  postLedgerDocument(call, document, isPosted(record) ? cashJournal(call, document) : undefined);
}

/** A prepayment or overpayment: money before its invoice. */
export function isCredit(type: string | undefined): boolean {
  return type?.endsWith('PAYMENT') === true;
}

/** Spent or received money as the bill or invoice that it would pay. */
export function asPaidDocument<Document extends LedgerDocument>(record: Document): Document {
  return { ...record, type: invoiceTypeOf(record.type) };
}

function cashJournal(call: Call, document: LedgerDocument): Journal {
  const journal = documentJournal(call, document);
  const account = bankAccountOf(document);
  const lines = journal.lines.map((line) =>
    line.role === 'control' ? ({ account, role: 'bank', net: line.net } as const) : line,
  );
  return { ...journal, ...referenceOf(document), kind: document.type === 'ACCREC' ? 'CASHREC' : 'CASHPAID', lines };
}

function creditJournal(call: Call, record: LedgerDocument): Journal {
  const { type, body, parent } = record;
  const net = -controlSign(type) * baseCents(amountOf(body.Total), rateOf(body));
  const [way, what = ''] = type?.split('-') ?? [];
  return {
    kind: `${way === 'RECEIVE' ? 'AR' : 'AP'}${what}`,
    date: record.date ?? call.today,
    ...(parent === undefined ? {} : { contact: parent }),
    ...referenceOf(record),
    lines: [
      { account: bankAccountOf(record), role: 'bank', net },
      { account: controlAccount(call.store, type), role: 'control', net: -net },
    ],
  };
}

function bankAccountOf({ body }: LedgerDocument): string {
  return textOf(objectOf(body.BankAccount).AccountID) ?? '';
}

function referenceOf({ body }: LedgerDocument): Pick<Journal, 'reference'> {
  const reference = textOf(body.Reference);
  return reference === undefined ? {} : { reference };
}
