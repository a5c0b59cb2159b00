/** Puts the organisation's own codes and IDs in the place of the names that a document uses. */

import type { Document, FieldLabels, Value } from '../model/document.ts';
import type { EntityShape, Field } from '../model/entity.ts';
import type { Facts } from '../model/facts.ts';
import type { PaymentTarget } from '../model/matching.ts';
import type { CheckContext, Report } from '../model/rule.ts';
import { textOf } from '../model/values.ts';
import { atField, atLine, type Place } from './places.ts';
import { type ContactResolution, resolveContact } from './resolve/contact.ts';
import { paymentTargets } from './resolve/payment-target.ts';
import type { ResolveField } from './resolve/resolution.ts';
import { singleNames } from './resolve/single-names.ts';
import { resolveTracking } from './resolve/tracking.ts';

export interface ResolverOptions {
  readonly entity: EntityShape;
  readonly facts: Facts;
  readonly labels: FieldLabels;
  readonly contacts: CheckContext['contacts'];
  readonly resolveNames: boolean;
}

export interface ResolvedNames {
  readonly contact: ContactResolution;
  readonly targets: readonly PaymentTarget[];
}

/** Changes the document's maps in place; what cannot be resolved stays as it is and is reported. */
export type ResolveDocument = (document: Document, report: (report: Report) => void) => ResolvedNames;

interface NamedField {
  readonly name: string;
  readonly resolve: ResolveField;
  /** What texts came to that stay in their field; a run repeats the same few. */
  readonly known: Map<string, string>;
}

/** Entries kept for each field. */
const MOST_KNOWN = 10_000;

const NO_TARGETS: readonly PaymentTarget[] = [];
const NO_CONTACT: ContactResolution = { kind: 'none' };

export function createResolver(options: ResolverOptions): ResolveDocument {
  const { entity, facts, labels } = options;
  const header = namedFields(entity.fields);
  const line = namedFields(entity.lines?.fields ?? []);
  const hasContact = entity.fields.some((field) => field.names === 'contact' || field.names === 'contact-name');
  const hasTarget = entity.fields.some((field) => field.names === 'invoice' || field.names === 'credit-note');
  const query = { facts, labels, contacts: options.contacts, names: options.resolveNames };
  return (document, report) => {
    resolveValues(document.fields, header, options, report, (field) => atField(labels, document, field));
    for (const each of document.lines) {
      resolveValues(each.values, line, options, report, (field) => atLine(labels, each, field));
      if (entity.lines?.tracking === true) resolveTracking(each, facts, labels, report);
    }
    return {
      contact: hasContact ? resolveContact(document, query, report) : NO_CONTACT,
      targets: hasTarget ? paymentTargets(document) : NO_TARGETS,
    };
  };
}

function namedFields(fields: readonly Field[]): readonly NamedField[] {
  return fields.flatMap((field) => {
    const resolve = field.names === undefined ? undefined : singleNames[field.names];
    return resolve === undefined ? [] : [{ name: field.name, resolve, known: new Map() }];
  });
}

function resolveValues(
  values: Map<string, Value>,
  fields: readonly NamedField[],
  options: ResolverOptions,
  report: (report: Report) => void,
  place: (field: string) => Place,
): void {
  for (const field of fields) {
    const text = textOf(values, field.name);
    if (text === undefined) continue;
    const known = field.known.get(text);
    if (known !== undefined) {
      if (known !== text) values.set(field.name, known);
      continue;
    }
    const problem = field.resolve(field.name, text, values, options.facts, options.resolveNames);
    if (problem !== undefined) report({ code: problem.code, params: problem.params, ...place(field.name) });
    else remember(field, text, textOf(values, field.name));
  }
}

/** Fields that move elsewhere when they are resolved (a name to an ID) are not remembered. */
function remember(field: NamedField, text: string, after: string | undefined): void {
  if (after !== undefined && field.known.size < MOST_KNOWN) field.known.set(text, after);
}
