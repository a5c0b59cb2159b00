/** Creates or updates one invoice, bill or credit note. */
import type { StoredRecord } from '../books/store.ts';
import type { JsonObject } from '../json.ts';
import { ledgerErrors } from '../ledger/post-document.ts';
import type { Call } from '../server/call.ts';
import type { Mode, Outcome } from '../server/elements.ts';
import { choiceIn, textIn } from '../server/input.ts';
import { lockError } from '../validation/lock-error.ts';
import * as texts from '../validation/messages.ts';
import { isSettledInPart } from './balance.ts';
import { documentErrors } from './document-errors.ts';
import type { DocumentKind } from './document-kind.ts';
import { drafted } from './draft.ts';
import { givenId, matchDocument } from './match-document.ts';
import { paidEditErrors } from './paid-edit.ts';
import { refusedDocument } from './refused-document.ts';
import { type DocumentStatus, documentStatuses, statusError } from './status.ts';
import { endDocument, storeDocument } from './store-document.ts';

/** `refusedNumbers`: numbers, in lower case, that this call may not create at all. */
export function saveDocument(
  call: Call,
  kind: DocumentKind,
  input: JsonObject,
  mode: Mode,
  refusedNumbers: ReadonlySet<string>,
): Outcome {
  const before = matchDocument(call, kind, input, mode);
  const refused = (...errors: readonly string[]) => refusedDocument({ kind, input, before, errors });
  if (before === undefined && mode === 'upsert' && givenId(kind, input) !== undefined) {
    return refused(texts.missingId(kind.label));
  }
  const type = before?.type ?? textIn(input, 'Type')?.toUpperCase() ?? '';
  if (type !== kind.types.sales && type !== kind.types.purchases) return refused(texts.typeNotForCreation(kind.label));
  const current = before?.status as DocumentStatus | undefined;
  const status = choiceIn(input, 'Status', documentStatuses) ?? current ?? 'DRAFT';
  const problem = statusError(kind, current, status, before !== undefined && isSettledInPart(before.body));
  if (problem !== undefined) return refused(problem);
  if (before === undefined || (status !== 'DELETED' && status !== 'VOIDED')) {
    return changed(call, kind, input, { before, type, status }, refusedNumbers);
  }
  const lock = status === 'VOIDED' ? lockError(call, before.date ?? call.today) : undefined;
  const errors = lock === undefined ? ledgerErrors(call, { ...before, status, body: before.body }) : [lock];
  return errors.length === 0 ? endDocument(call, kind, before, status) : refused(...errors);
}

function changed(
  call: Call,
  kind: DocumentKind,
  input: JsonObject,
  is: { readonly before: StoredRecord | undefined; readonly type: string; readonly status: DocumentStatus },
  refusedNumbers: ReadonlySet<string>,
): Outcome {
  const { before } = is;
  const draft = drafted(call, kind, before, input, is);
  const settled = before !== undefined && isSettledInPart(before.body);
  const errors = [...documentErrors(call, draft, refusedNumbers), ...(settled ? paidEditErrors(draft) : [])];
  const warnings = draft.lines.flatMap((line) => line.warnings);
  const contactErrors = draft.contact.nestedErrors;
  const refused = { kind, input, before, draft };
  if (errors.length > 0 || contactErrors.length > 0) {
    return { ...refusedDocument({ ...refused, errors, contactErrors }), warnings };
  }
  const saved = storeDocument(call, draft, warnings);
  return 'contactErrors' in saved
    ? { ...refusedDocument({ ...refused, errors: [], contactErrors: saved.contactErrors }), warnings }
    : saved;
}
