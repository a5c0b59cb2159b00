/** Runs the checker on a document made of plain texts, for the tests of findings. */

import { decimal } from '../../src/model/decimal.ts';
import type { OrganisationData } from '../../src/model/facts.ts';
import type { Entity } from '../../src/model/registry.ts';
import type { WriteMode } from '../../src/model/rule.ts';
import { type CheckedDocument, createChecker } from '../../src/validators/check-document.ts';
import { rules } from '../../src/validators/rules/index.ts';
import { invoices, type LinePlan, labels, makeDocument, type Plain } from '../unit/validators/sample-documents.ts';
import { sampleFacts } from '../unit/validators/sample-facts.ts';

export interface Case {
  readonly entity?: Entity;
  /** Laid over a sales invoice that has no fault; `null` takes a field out. */
  readonly fields?: Readonly<Record<string, string | boolean | null>>;
  /** Laid over one good line each. */
  readonly lines?: readonly CaseLine[];
  readonly verify?: Readonly<Record<string, string>>;
  readonly within?: Readonly<Record<string, string>>;
  readonly mode?: WriteMode;
  readonly exact?: true;
  readonly contacts?: 'create' | 'update' | 'existing';
  readonly data?: Partial<OrganisationData>;
}

export interface CaseLine extends Omit<LinePlan, 'values'> {
  readonly values: Readonly<Record<string, string | boolean | null>>;
}

const HEADERS: ReadonlyMap<string, Plain> = new Map([
  [
    'Invoices',
    {
      Type: 'ACCREC',
      InvoiceNumber: 'INV-1',
      'Contact.Name': 'Ridgeway University',
      Date: '2026-10-05',
      DueDate: '2026-11-04',
      LineAmountTypes: 'Exclusive',
    },
  ],
  ['Contacts', { Name: 'Somebody', EmailAddress: 'some.body@example.com' }],
  ['Payments', { Invoice: 'INV-1', Account: '090', Date: '2026-10-05', Amount: '#10' }],
  ['ManualJournals', { Narration: 'Accrual', Date: '2026-10-05', LineAmountTypes: 'NoTax' }],
]);

const LINE: Plain = {
  Description: 'Hammer',
  Quantity: '#2',
  UnitAmount: '#10',
  AccountCode: '200',
  TaxType: 'OUTPUT2',
};
const JOURNAL_LINE: Plain = { Description: 'Accrual', AccountCode: '0300', TaxType: 'NONE' };

export function check(plan: Case): CheckedDocument & { readonly document: ReturnType<typeof makeDocument> } {
  const entity = plan.entity ?? invoices;
  const good = entity.lines?.arithmetic === 'journal' ? JOURNAL_LINE : LINE;
  const given = plan.lines ?? (entity.lines === undefined ? [] : [{ values: {} }]);
  const lines = given.map((line): LinePlan => ({ ...line, values: overlay(good, line.values) }));
  const document = makeDocument(overlay(HEADERS.get(entity.name) ?? {}, plan.fields ?? {}), lines, plan.verify);
  const within = new Map(Object.entries(plan.within ?? {}).map(([field, text]) => [field, decimal(text)]));
  const checker = createChecker({
    entity,
    facts: sampleFacts(plan.data),
    labels,
    mode: plan.mode ?? 'create',
    resolveNames: plan.exact !== true,
    contacts: plan.contacts ?? 'create',
    unitdp: 2,
    rules,
    within,
  });
  return { ...checker(document), document };
}

function overlay(base: Plain, changes: Readonly<Record<string, string | boolean | null>>): Plain {
  const all = Object.entries({ ...base, ...changes });
  return Object.fromEntries(all.filter((entry): entry is [string, string | boolean] => entry[1] !== null));
}
