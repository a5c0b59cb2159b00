/** Tracking categories and options that a report's parameters name: Xero knows them by their IDs. */

import type { TrackingFact } from '../../model/facts.ts';
import { foldKey } from '../../model/index-facts.ts';
import { nearest } from '../../model/nearest.ts';

export interface TrackingParameters {
  /** By the name of the query parameter. */
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly { readonly parameter: string; readonly message: string }[];
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** `trackingCategoryID2` goes with `trackingOptionID2`; a balance sheet has options alone. */
const PARAMETER = /^tracking(Category|Option)ID([12]?)$/;

/** Names become IDs, IDs stay; an option is looked for in the category named beside it, else in all of them. */
export function trackingParameters(
  values: Readonly<Record<string, string>>,
  tracking: readonly TrackingFact[],
): TrackingParameters {
  const resolved: Record<string, string> = {};
  const problems: { parameter: string; message: string }[] = [];
  for (const [parameter, text] of Object.entries(values)) {
    const [, kind, which = ''] = PARAMETER.exec(parameter) ?? [];
    if (kind === undefined || GUID.test(text)) {
      resolved[parameter] = text;
      continue;
    }
    const category = values[`trackingCategoryID${which}`];
    const own = tracking.filter((one) => category === undefined || isNamed(one, category));
    const candidates = kind === 'Category' ? tracking : own.flatMap(({ options }) => options);
    const found = candidates.filter((one) => isNamed(one, text));
    if (found.length === 1) resolved[parameter] = found[0]!.id;
    else problems.push({ parameter, message: messageFor(kind, text, found.length, candidates) });
  }
  return { values: resolved, problems };
}

interface Named {
  readonly id: string;
  readonly name: string;
}

function isNamed({ id, name }: Named, text: string): boolean {
  return foldKey(name) === foldKey(text) || foldKey(id) === foldKey(text);
}

function messageFor(kind: string, text: string, found: number, candidates: readonly Named[]): string {
  const what = kind === 'Category' ? 'tracking category' : 'tracking option';
  if (found > 1) return `The organisation has ${found} ${what}s \`${text}\`. Name the one meant by its identifier.`;
  const near = nearest(
    text,
    candidates.map(({ name }) => name),
  );
  const hint = near.length === 0 ? '' : ` Did you mean ${near.map((name) => `\`${name}\``).join(' or ')}?`;
  return `The organisation has no ${what} \`${text}\`.${hint}`;
}
