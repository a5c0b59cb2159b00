/** A document on its way into the books: read, computed, not yet judged. */
import type { Totals } from '../books/line-maths.ts';
import type { StoredRecord } from '../books/store.ts';
import type { JsonObject } from '../json.ts';
import type { DocumentContact } from './document-contact.ts';
import type { DocumentKind } from './document-kind.ts';
import type { Header } from './header.ts';
import type { Line } from './lines.ts';
import type { DocumentStatus } from './status.ts';

export interface Draft {
  readonly kind: DocumentKind;
  readonly before: StoredRecord | undefined;
  readonly input: JsonObject;
  readonly type: string;
  readonly status: DocumentStatus;
  readonly number: string | undefined;
  readonly header: Header;
  readonly contact: DocumentContact;
  readonly lines: readonly Line[];
  readonly totals: Totals;
}
