/** Reads the lists of fields by which the records of a reconciliation meet: `key`, `compare`, and `match` with its days. */

import type { EntityShape } from '../../model/entity.ts';
import type { MatchField } from '../../model/job.ts';
import { didYouMean, type Problems } from '../problems.ts';
import type { JobNode, TextNode } from '../yaml/job-node.ts';
import { readTexts } from './read-node.ts';

/** What such a list may name. */
export interface MappedFields {
  readonly shape: EntityShape;
  /** The fields that `columns` maps. */
  readonly named: readonly string[];
  /** The columns are those of an earlier import, and known only then. */
  readonly fromRun: boolean;
}

const WITHIN = /^(\S+)\s+within\s+(\d{1,4})\s+days?$/i;

/** Fields, each mapped. @param list `key` or `compare` */
export function readMapped(node: JobNode, list: string, fields: MappedFields, problems: Problems): readonly string[] {
  const texts = readTexts(node, `\`${list}\``, problems);
  return [
    ...new Set(texts.filter((text) => isMapped(text, text.text, list, fields, problems)).map(({ text }) => text)),
  ];
}

/** `[Total, Date within 3 days, Contact.Name]`: all must be equal, of one date days are enough. */
export function readMatch(node: JobNode, fields: MappedFields, problems: Problems): readonly MatchField[] {
  const found: MatchField[] = [];
  for (const text of readTexts(node, '`match`', problems)) {
    const [, name = text.text, days] = WITHIN.exec(text.text) ?? [];
    if (days === undefined && /\swithin\s|\s/.test(text.text.trim()) && !fields.named.includes(text.text)) {
      const message = `\`${text.text}\` is no way to compare. Name a field, or write \`Date within 3 days\`.`;
      problems.add(text.at, 'match', message, text.text);
      continue;
    }
    if (!isMapped(text, name, 'match', fields, problems)) continue;
    if (days !== undefined && !mayBeApart(text, name, found, fields, problems)) continue;
    found.push({ field: name, ...(days === undefined ? {} : { withinDays: Number(days) }), at: text.at });
  }
  return found;
}

function mayBeApart(
  text: TextNode,
  name: string,
  found: readonly MatchField[],
  { shape }: MappedFields,
  problems: Problems,
): boolean {
  if (shape.fields.find((field) => field.name === name)?.type !== 'date') {
    problems.add(
      text.at,
      'match',
      `\`${name}\` is no date, so it cannot be some days apart. Write \`${name}\` alone.`,
      text.text,
    );
    return false;
  }
  if (found.every(({ withinDays }) => withinDays === undefined)) return true;
  problems.add(text.at, 'match', 'One date may be some days apart, and another is named already. Keep one.', text.text);
  return false;
}

function isMapped(
  text: TextNode,
  name: string,
  list: string,
  { shape, named, fromRun }: MappedFields,
  problems: Problems,
): boolean {
  if (named.includes(name) || (fromRun && shape.fields.some((field) => field.name === name))) return true;
  const isField = shape.fields.some((field) => field.name === name);
  const message = isField
    ? `\`${list}\` names \`${name}\`, which \`columns\` does not map. Map it there, or leave it out here.`
    : `\`${name}\` is no field of ${shape.name}.${didYouMean(name, named)}`;
  problems.add(text.at, isField ? 'not-mapped' : 'unknown-field', message, name);
  return false;
}
