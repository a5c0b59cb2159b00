/** Reads `columns`, `lines`, `extra-lines` and `verify`: Xero fields on the left, where their values come from on the right. */

import { parseDecimal } from '../../model/decimal.ts';
import type { EntityShape } from '../../model/entity.ts';
import type { FieldMapping, VerifyMapping } from '../../model/job.ts';
import { didYouMean, oneOf, type Problems } from '../problems.ts';
import type { JobNode, MapEntry, MapNode } from '../yaml/job-node.ts';
import { type Place, refuseField, TRACKING, VERIFY_DOCUMENT, VERIFY_LINE } from './find-field.ts';
import { read, readMap, readText } from './read-node.ts';
import { readValue, type ValueReading } from './read-value.ts';

/** What the readers of mappings share. */
export interface MappingReading extends ValueReading {
  readonly entity: EntityShape;
}

/** @param allowed the only fields that the job may map, where that is not all of the entity's */
export function readColumns(
  entry: MapEntry | undefined,
  reading: MappingReading,
  allowed?: readonly string[],
): readonly FieldMapping[] {
  const map = entry && readMap(entry.value, '`columns`', 'columns: { Reference: Order No }', reading.problems);
  if (map === undefined) return [];
  if (map.entries.length === 0) reading.problems.add(map.at, 'blank', '`columns` maps no field.');
  return readFields(map, 'columns', reading, allowed);
}

export function readLines(entry: MapEntry | undefined, reading: MappingReading): readonly FieldMapping[] {
  if (entry === undefined || !hasLines(entry, reading)) return [];
  const map = readMap(entry.value, '`lines`', 'lines: { Description: Item }', reading.problems);
  if (map === undefined) return [];
  const lines = readFields(map, 'lines', reading);
  const read = lines.length === map.entries.length;
  if (read && lines.every((line) => line.form.source.kind === 'value')) {
    const message = '`lines` reads no column, so no row would ever give a line. Map at least one field to a column.';
    reading.problems.add(entry.keyAt, 'constant-lines', message, 'lines');
  }
  return lines;
}

export function readExtraLines(
  entry: MapEntry | undefined,
  reading: MappingReading,
): readonly (readonly FieldMapping[])[] {
  if (entry === undefined || !hasLines(entry, reading)) return [];
  const { value } = entry;
  if (value.kind !== 'list') {
    const message =
      '`extra-lines` is a list, each entry a line: `- { Description: { value: Carriage }, UnitAmount: Shipping }`.';
    reading.problems.add(value.at, 'not-a-list', message);
    return [];
  }
  return value.items.map((item) => readExtraLine(item, reading)).filter((line) => line.length > 0);
}

function readExtraLine(node: JobNode, reading: MappingReading): readonly FieldMapping[] {
  const map = readMap(
    node,
    'An extra line',
    '- { Description: { value: Carriage }, UnitAmount: Shipping }',
    reading.problems,
  );
  return map === undefined ? [] : readFields(map, 'lines', reading);
}

function hasLines(entry: MapEntry, reading: MappingReading): boolean {
  if (reading.entity.lines !== undefined) return true;
  const message = `${reading.entity.name} have no lines. Move what belongs to the record to \`columns\`, and leave \`${entry.key}\` out.`;
  reading.problems.add(entry.keyAt, 'no-lines', message, entry.key);
  return false;
}

function readFields(
  map: MapNode,
  place: Place,
  reading: MappingReading,
  allowed?: readonly string[],
): readonly FieldMapping[] {
  const { entity, problems } = reading;
  const mappings: FieldMapping[] = [];
  for (const entry of map.entries) {
    const refused = refuseField(entity, place, entry.key) ?? refuseNotAllowed(entry.key, allowed);
    if (refused !== undefined) problems.add(entry.keyAt, refused.code, refused.message, entry.key);
    const value = readValue(entry.value, `\`${entry.key}\``, reading);
    if (refused === undefined && value !== undefined)
      mappings.push({ field: entry.key, form: value.form, at: entry.keyAt });
  }
  if (place === 'lines') checkTrackingPairs(map, problems);
  return mappings;
}

function refuseNotAllowed(
  field: string,
  allowed: readonly string[] | undefined,
): { readonly code: string; readonly message: string } | undefined {
  if (allowed === undefined || allowed.includes(field)) return undefined;
  const message = `\`${field}\` is not needed here: this job only finds records, by ${oneOf(allowed)}.`;
  return { code: 'not-a-key', message };
}

/** A category that stands in a cell needs its option, and the other way round. */
function checkTrackingPairs(map: MapNode, problems: Problems): void {
  const keys = new Set(map.entries.map((entry) => entry.key));
  for (const entry of map.entries) {
    const [, number, part] = TRACKING.exec(entry.key) ?? [];
    if (number === undefined) continue;
    const other = `Tracking.${number}.${part === 'Name' ? 'Option' : 'Name'}`;
    if (keys.has(other)) continue;
    problems.add(entry.keyAt, 'tracking-pair', `\`${entry.key}\` needs \`${other}\` beside it.`, entry.key);
  }
}

/** @param lines whether the job maps lines, from which the amounts are computed */
export function readVerify(
  entry: MapEntry | undefined,
  reading: MappingReading,
  lines: boolean,
): readonly VerifyMapping[] {
  if (entry === undefined) return [];
  const { problems } = reading;
  const map = readMap(entry.value, '`verify`', 'verify: { Total: Gross }', problems);
  if (map === undefined) return [];
  const fields = verifiable(reading.entity);
  if (fields.length === 0 || !lines) {
    const why =
      fields.length === 0
        ? `${reading.entity.name} have no amounts that are computed`
        : 'amounts are computed from `lines`, and this job maps none';
    problems.add(entry.keyAt, 'verify', `There is nothing to verify: ${why}. Leave \`verify\` out.`, 'verify');
    return [];
  }
  return map.entries.map((pair) => readVerified(pair, fields, reading)).filter((mapping) => mapping !== undefined);
}

/** The fields of an entity that `verify` may name. */
export function verifiable(entity: EntityShape): readonly string[] {
  if (entity.lines?.arithmetic === undefined) return [];
  const header = VERIFY_DOCUMENT.filter((name) => entity.fields.some((field) => field.name === name));
  const lines = VERIFY_LINE.filter((name) => entity.lines?.fields.some((field) => field.name === name));
  return [...header, ...lines];
}

function readVerified(entry: MapEntry, fields: readonly string[], reading: MappingReading): VerifyMapping | undefined {
  const { problems } = reading;
  const known = fields.includes(entry.key);
  if (!known) {
    const message = `\`verify\` compares ${oneOf(fields)}, not \`${entry.key}\`.${didYouMean(entry.key, fields)}`;
    problems.add(entry.keyAt, 'unknown-field', message, entry.key);
  }
  const value = readValue(entry.value, `\`${entry.key}\``, reading, ['within']);
  if (!known || value === undefined) return undefined;
  const within = read(value.keys, 'within', readWithin, problems);
  const mapping = { field: entry.key, form: value.form, at: entry.keyAt };
  return within === undefined ? mapping : { ...mapping, within };
}

function readWithin(node: JobNode, problems: Problems): string | undefined {
  const text = readText(node, '`within`', problems);
  if (text === undefined) return undefined;
  if (/^\d/.test(text.text) && parseDecimal(text.text) !== undefined) return text.text;
  problems.add(text.at, 'not-a-number', `\`within\` is a plain amount such as 0.01, not \`${text.text}\`.`, text.text);
  return undefined;
}
