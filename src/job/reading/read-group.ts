/** Reads `group`: what makes one document of several rows. */

import type { EntityShape } from '../../model/entity.ts';
import type { GroupKey } from '../../model/job.ts';
import { didYouMean, type Problems } from '../problems.ts';
import type { JobNode, MapEntry } from '../yaml/job-node.ts';
import { readKeys, readText, readWord } from './read-node.ts';

/** @param mapped the fields that `columns` maps, among which the group's fields must be */
export function readGroup(
  entry: MapEntry | undefined,
  entity: EntityShape,
  mapped: readonly string[],
  problems: Problems,
): readonly GroupKey[] | undefined {
  if (entry === undefined) return undefined;
  const nodes = entry.value.kind === 'list' ? entry.value.items : [entry.value];
  const keys = nodes.map((node) => readKey(node, entity, mapped, problems)).filter((key) => key !== undefined);
  if (nodes.length === 0) problems.add(entry.value.at, 'group', '`group` names no field. Name one, or leave it out.');
  if (keys.length > 1 && keys.some((key) => key.kind === 'row')) {
    problems.add(entry.keyAt, 'group', '`row` makes each row a document; nothing can stand beside it.', 'row');
  }
  return keys.length === 0 ? undefined : keys;
}

function readKey(
  node: JobNode,
  entity: EntityShape,
  mapped: readonly string[],
  problems: Problems,
): GroupKey | undefined {
  if (node.kind === 'map') {
    const column = readKeys(node, ['column'], '`group`', problems).get('column');
    const text = column && readWord(column.value, '`column`', problems);
    return text === undefined ? undefined : { kind: 'column', column: text.text, at: node.at };
  }
  const text = readText(node, '`group`', problems);
  if (text === undefined) return undefined;
  if (text.text === 'row') return { kind: 'row' };
  if (mapped.includes(text.text)) return { kind: 'field', field: text.text, at: text.at };
  const isField = entity.fields.some((field) => field.name === text.text);
  const message = isField
    ? `\`group\` names \`${text.text}\`, which \`columns\` does not map. Map it there, or group by a column: \`{ column: Journal No }\`.`
    : `\`${text.text}\` is no field of ${entity.name}. A column is named by \`{ column: ${text.text} }\`.${didYouMean(text.text, mapped)}`;
  problems.add(text.at, isField ? 'group' : 'unknown-field', message, text.text);
  return undefined;
}
