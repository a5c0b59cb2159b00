/** Finds the tracking categories and options of a line, and puts Xero's own spelling in their place. */

import type { DocumentLine, FieldLabels, Value } from '../../model/document.ts';
import type { Facts, TrackingFact } from '../../model/facts.ts';
import type { FindingKind } from '../../model/finding.ts';
import { foldKey } from '../../model/index-facts.ts';
import type { Report } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { param, subject, suggestion } from '../finding-text.ts';
import { atLine } from '../places.ts';
import { nearestOf } from './resolution.ts';

const PREFIX = 'Tracking.';
const NUMBERED = /^Tracking\.(\d+)\.(Name|Option)$/;

type Tell = (report: Report) => void;

/** Xero drops an unknown category or option without a word, so both must exist and be in use. */
export function resolveTracking(line: DocumentLine, facts: Facts, labels: FieldLabels, tell: Tell): void {
  let fields: string[] | undefined;
  for (const field of line.values.keys()) {
    if (!field.startsWith(PREFIX)) continue;
    fields ??= [];
    fields.push(field);
  }
  for (const field of fields ?? []) resolveField(field, line, facts, labels, tell);
}

export const trackingKinds: readonly FindingKind[] = [
  {
    code: 'resolve/unknown-tracking-category',
    title: 'Tracking category not found',
    what: (finding) =>
      `The organisation has no tracking category ${param(finding, 'category')} in use.${suggestion(finding)}`,
    remedy: () => 'Correct the name of the category in the job or in the cell, or create it in Xero first.',
  },
  {
    code: 'resolve/unknown-tracking-option',
    title: 'Tracking option not found',
    what: (finding) =>
      `${subject(finding)}: the tracking category ${param(finding, 'category')} has no such option in use.${suggestion(finding)}`,
    remedy: () => 'Correct the cell, or create the option in Xero first; Xero would drop it without a word.',
  },
];

function resolveField(field: string, line: DocumentLine, facts: Facts, labels: FieldLabels, tell: Tell): void {
  const numbered = NUMBERED.exec(field);
  if (numbered?.[2] === 'Option') return;
  const optionField = numbered === null ? field : `${PREFIX}${numbered[1]}.Option`;
  const name = numbered === null ? field.slice(PREFIX.length) : (textOf(line.values, field) ?? '');
  const category = facts.trackingCategory(name);
  if (category === undefined || category.status !== 'ACTIVE') {
    const active = facts.tracking.filter((other) => other.status === 'ACTIVE');
    const candidates = nearestOf(
      name,
      active,
      (other) => [other.name],
      (other) => other.name,
    ).join(', ');
    tell({
      code: 'resolve/unknown-tracking-category',
      ...atLine(labels, line, field),
      params: { category: name, candidates },
    });
    return;
  }
  const option = optionOf(category, line, optionField, labels, tell);
  if (option === undefined) return;
  if (numbered === null) replaceKey(line.values, field, `${PREFIX}${category.name}`, option);
  else {
    line.values.set(field, category.name);
    line.values.set(optionField, option);
  }
}

function optionOf(
  category: TrackingFact,
  line: DocumentLine,
  field: string,
  labels: FieldLabels,
  tell: Tell,
): string | undefined {
  const wanted = textOf(line.values, field);
  if (wanted === undefined) return undefined;
  const key = foldKey(wanted);
  const option =
    category.options.find((other) => other.name === wanted && other.status === 'ACTIVE') ??
    category.options.find((other) => foldKey(other.name) === key && other.status === 'ACTIVE');
  if (option !== undefined) return option.name;
  const active = category.options.filter((other) => other.status === 'ACTIVE');
  const candidates = nearestOf(
    wanted,
    active,
    (other) => [other.name],
    (other) => other.name,
  ).join(', ');
  const params = { category: category.name, candidates };
  tell({ code: 'resolve/unknown-tracking-option', ...atLine(labels, line, field), params });
  return undefined;
}

function replaceKey(values: Map<string, Value>, from: string, to: string, value: string): void {
  if (from !== to) values.delete(from);
  values.set(to, value);
}
