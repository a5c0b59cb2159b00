/** Sending an invoice by e-mail: nothing leaves the machine, but the invoice counts as sent. */
import { instantOut } from '../books/calendar.ts';
import { addHistory } from '../books/history-store.ts';
import type { StoredRecord } from '../books/store.ts';
import { invoiceKind } from '../documents/document-kind.ts';
import { documentRecord } from '../documents/document-record.ts';
import { objectOf, objectsOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { messages } from '../server/elements.ts';
import { noContent, notFound, type Reply, validationReply } from '../server/reply.ts';
import * as texts from '../validation/messages.ts';

const sendable = ['SUBMITTED', 'AUTHORISED', 'PAID'];

/** 204; 400 for what cannot be sent or is one too many today; 404 without a body when the contact has no address. */
export function emailReply(call: Call, record: StoredRecord | undefined): Reply {
  if (record === undefined) return notFound();
  if (record.type !== 'ACCREC' || !sendable.includes(record.status ?? '')) return refused(record, texts.notSendable);
  const recipients = recipientsOf(call, record);
  if (recipients.length === 0) return { status: 404, type: 'none', body: '' };
  const sent = sentToday(call);
  if (sent >= call.settings.emailsPerDay) return refused(record, texts.emailLimit);
  call.store.setNote(noteName, `${call.today} ${sent + 1}`);
  const body = { ...record.body, SentToContact: true, UpdatedDateUTC: instantOut(call.now) };
  call.store.put(documentRecord(invoiceKind, record.id, body, call.now));
  const details = `This invoice has been sent to ${recipients.join(', ')}.`;
  addHistory(call.store, record.id, { at: call.now, changes: 'Invoice sent', details });
  return noContent();
}

function refused(record: StoredRecord, error: string): Reply {
  return validationReply([{ InvoiceID: record.id, ValidationErrors: messages([error]) }]);
}

/** The contact's primary address, and those of its persons who are to have e-mails. */
function recipientsOf(call: Call, record: StoredRecord): readonly string[] {
  const id = textOf(objectOf(record.body.Contact).ContactID) ?? '';
  const contact = call.store.get('Contacts', id)?.body ?? {};
  const primary = textOf(contact.EmailAddress);
  if (primary === undefined) return [];
  const persons = objectsOf(contact.ContactPersons).filter((person) => person.IncludeInEmails === true);
  return [primary, ...persons.flatMap((person) => textOf(person.EmailAddress) ?? [])];
}

const noteName = 'e-mails sent';

/** How many were sent on the organisation's calendar day. */
function sentToday(call: Call): number {
  const [day, count] = (call.store.note(noteName) ?? '').split(' ');
  return day === call.today ? Number(count) : 0;
}
