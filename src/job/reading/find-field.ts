/** Finds the field that a job names, and says of one that cannot be used what to write instead. */

import type { EntityShape, Field, LineSpec } from '../../model/entity.ts';
import { didYouMean } from '../problems.ts';

export type Place = 'columns' | 'lines';

export interface Refused {
  /** Without its area. */
  readonly code: string;
  readonly message: string;
}

/** The computed amounts that `verify` compares: of a document, and of a line. */
export const VERIFY_DOCUMENT: readonly string[] = ['SubTotal', 'TotalTax', 'Total'];
export const VERIFY_LINE: readonly string[] = ['LineAmount', 'TaxAmount'];

/** `Tracking.Region`, or the pair `Tracking.1.Name` and `Tracking.1.Option`. */
export const TRACKING = /^Tracking\.(?:(\d+)\.(Name|Option)|(\S.*))$/;

/** Undefined where the job may map the field in that place. */
export function refuseField(entity: EntityShape, place: Place, name: string): Refused | undefined {
  const own = place === 'columns' ? entity.fields : (entity.lines?.fields ?? []);
  const field = own.find((candidate) => candidate.name === name);
  if (field !== undefined) return field.readOnly === true ? refuseReadOnly(entity, field) : undefined;
  const hasTracking = entity.lines?.tracking === true;
  if (place === 'lines' && hasTracking && TRACKING.test(name)) return undefined;
  return isInOther(entity, place, name) ? refuseOther(place, name) : refuseUnknown(entity, place, name, own);
}

function refuseReadOnly(entity: EntityShape, field: Field): Refused {
  if (field.instead !== undefined) {
    return { code: 'read-only-field', message: `\`${field.name}\` cannot be imported here. ${field.instead}` };
  }
  const verified = entity.lines?.arithmetic !== undefined && [...VERIFY_DOCUMENT, ...VERIFY_LINE].includes(field.name);
  const remedy = verified
    ? `To compare it with a column, write \`verify: { ${field.name}: ... }\`.`
    : 'Leave the line out.';
  return {
    code: 'read-only-field',
    message: `\`${field.name}\` is computed by Xero and cannot be imported. ${remedy}`,
  };
}

function isInOther(entity: EntityShape, place: Place, name: string): boolean {
  const lines: LineSpec | undefined = entity.lines;
  if (place === 'lines') return entity.fields.some((field) => field.name === name);
  return (
    lines !== undefined &&
    (lines.fields.some((field) => field.name === name) || (lines.tracking === true && TRACKING.test(name)))
  );
}

function refuseOther(place: Place, name: string): Refused {
  const message =
    place === 'columns'
      ? `\`${name}\` belongs to a line: move it to \`lines\`.`
      : `\`${name}\` belongs to the whole document: move it to \`columns\`.`;
  return { code: 'wrong-place', message };
}

function refuseUnknown(entity: EntityShape, place: Place, name: string, fields: readonly Field[]): Refused {
  const what = place === 'columns' ? entity.name : `the lines of ${entity.name}`;
  const words = fields.filter((field) => field.readOnly !== true).map((field) => field.name);
  if (place === 'lines' && entity.lines?.tracking === true && /^tracking/i.test(name)) {
    const message = `\`${name}\` is no field of ${what}. A tracking option is written \`Tracking.Region\`, with the category's name behind the point.`;
    return { code: 'unknown-field', message };
  }
  const near = didYouMean(name, words);
  const list = near === '' ? ` \`rowpost fields ${entity.name}\` lists its fields.` : near;
  return { code: 'unknown-field', message: `\`${name}\` is no field of ${what}.${list}` };
}
