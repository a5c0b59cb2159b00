/** Checks one document against the organisation: resolves its names, computes its totals, and asks every rule. */

import { computeTotals, type Totals } from '../model/arithmetic.ts';
import type { Decimal } from '../model/decimal.ts';
import type { Document, FieldLabels, Value } from '../model/document.ts';
import type { Facts } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import type { PaymentTarget } from '../model/matching.ts';
import type { Entity } from '../model/registry.ts';
import type { CheckContext, Report, Rule, WriteMode } from '../model/rule.ts';
import { cacheFacts } from './cache-facts.ts';
import type { ContactResolution } from './resolve/contact.ts';
import { createResolver, type ResolvedNames } from './resolve-document.ts';
import { stripContact } from './strip-contact.ts';
import { withUniformFields } from './uniform-fields.ts';
import { verifyTotals } from './verify-totals.ts';

export interface CheckOptions {
  readonly entity: Entity;
  readonly facts: Facts;
  readonly labels: FieldLabels;
  readonly mode: WriteMode;
  /** False with `resolve: exact`. */
  readonly resolveNames: boolean;
  readonly contacts: CheckContext['contacts'];
  /** Places of unit amounts; 4 where any document of the run needs them. */
  readonly unitdp: 2 | 4;
  /** The rules for every document; the entity's own are asked besides. */
  readonly rules: readonly Rule[];
  /** `within` of `verify`: up to this difference is a WARNING. By field: `Total`, `LineAmount`. */
  readonly within?: ReadonlyMap<string, Decimal>;
}

export interface CheckedDocument {
  readonly findings: readonly Finding[];
  /** Undefined where the document has no amounts to compute, or lacks what the computation needs. */
  readonly totals: Totals | undefined;
  readonly contact: ContactResolution;
  /** The contact's own fields that the job maps, for a new contact and for `contacts: update`. */
  readonly contactFields: ReadonlyMap<string, Value> | undefined;
  /** What a payment settles, looked up in a second phase. */
  readonly target: PaymentTarget | undefined;
  /** All documents that it names besides itself. */
  readonly targets: readonly PaymentTarget[];
}

/** Resolves names in the document's own maps: afterwards it holds what is sent. */
export type Checker = (document: Document) => CheckedDocument;

const NOTHING_FOUND: readonly Finding[] = [];

/** One checker serves a whole run (of one set of labels), for it remembers what it looked up. */
export function createChecker(options: CheckOptions): Checker {
  const facts = cacheFacts(options.facts);
  const { labels, mode, resolveNames, contacts, unitdp, within } = options;
  const entity = withUniformFields(options.entity);
  const resolve = createResolver({ entity, facts, labels, contacts, resolveNames });
  const rules = [...options.rules, ...entity.rules];
  return (document) => {
    const found: Finding[] = [];
    const report = (reported: Report) => {
      found.push(asFinding(reported, document));
    };
    const names = resolve(document, report);
    const early = contactIsSent(names, contacts) ? undefined : strip(document, names);
    const totals =
      entity.lines?.arithmetic === undefined ? undefined : computeTotals(document, facts, { entity, unitdp });
    const context: CheckContext = { entity, facts, labels, mode, resolveNames, contacts, totals, report };
    for (const rule of rules) rule.check(document, context);
    const wrong = found.some(({ severity }) => severity === 'ERROR');
    verifyTotals(document, context, { within, wrong });
    const contactFields = early === undefined ? strip(document, names) : undefined;
    const findings = found.length === 0 ? NOTHING_FOUND : found;
    return {
      findings,
      totals,
      contact: names.contact,
      contactFields,
      target: names.targets[0],
      targets: names.targets,
    };
  };
}

/** Whether the contact's own fields go to Xero, in the contacts' stage, and so have to pass the rules. */
function contactIsSent(names: ResolvedNames, contacts: CheckContext['contacts']): boolean {
  return names.contact.kind === 'new' || (names.contact.kind === 'known' && contacts === 'update');
}

/** A document whose contact is not resolved keeps its fields for the rules and the report. */
function strip(document: Document, names: ResolvedNames): ReadonlyMap<string, Value> | undefined {
  if (names.contact.kind === 'none') return undefined;
  return stripContact(document, names.contact.kind === 'known' ? names.contact.id : undefined);
}

function asFinding(report: Report, document: Document): Finding {
  const row = report.row ?? document.rows[0];
  return {
    code: report.code,
    severity: report.severity ?? 'ERROR',
    ordinal: row?.ordinal ?? -1,
    row: row?.number ?? 0,
    ...(report.column === undefined ? {} : { column: report.column }),
    ...(report.value === undefined ? {} : { value: report.value }),
    ...(report.params === undefined ? {} : { params: report.params }),
  };
}
