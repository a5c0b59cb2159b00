/** The entities that exist, one a file; written by `node scripts/build-indexes.ts`. */

import type { Entity } from '../../model/registry.ts';
import { contacts } from './contacts.ts';
import { creditNotes } from './credit-notes.ts';
import { invoices } from './invoices.ts';
import { payments } from './payments.ts';

export const entities: readonly Entity[] = [contacts, creditNotes, invoices, payments];
