/** What a job may name of that which it reads out of Xero: fields, Xero's computed ones included. */

import type { Field } from '../../model/entity.ts';
import { didYouMean } from '../problems.ts';
import { type Refused, TRACKING } from './find-field.ts';

export interface Readable {
  /** As messages name it: `Invoices`, `the lines of Invoices`. */
  readonly what: string;
  readonly fields: readonly Field[];
  /** `Tracking.<category>` may be named too. */
  readonly tracking?: boolean;
  /** A sentence on a name that is right in another place: `move it to lines`. */
  readonly elsewhere?: (name: string) => string | undefined;
}

/** Undefined where the job may name the field here. */
export function refuseUnreadable(readable: Readable, name: string): Refused | undefined {
  const { what, fields, tracking = false } = readable;
  if (fields.some((field) => field.name === name) || (tracking && TRACKING.test(name))) return undefined;
  const elsewhere = readable.elsewhere?.(name);
  if (elsewhere !== undefined) return { code: 'wrong-place', message: `\`${name}\` ${elsewhere}` };
  const near = tracking && /^tracking/i.test(name) ? TRACKING_HINT : didYouMean(name, names(readable));
  const list = near === '' ? ` \`rowpost fields\` lists what there is.` : near;
  return { code: 'unknown-field', message: `\`${name}\` is no field of ${what}.${list}` };
}

const TRACKING_HINT = " A tracking option is written `Tracking.Region`, with the category's name behind the point.";

function names(readable: Readable): readonly string[] {
  return readable.fields.map((field) => field.name);
}
