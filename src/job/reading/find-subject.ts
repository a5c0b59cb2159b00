/** Finds what an export reads, an entity or a report, and what its job may name of it. */

import type { Field, InnerList } from '../../model/entity.ts';
import type { RowLevel } from '../../model/job.ts';
import type { Entity, Registry } from '../../model/registry.ts';
import type { ReportSpec } from '../../model/report-spec.ts';
import { didYouMean, type Problems } from '../problems.ts';
import type { MapEntry } from '../yaml/job-node.ts';
import { readWord } from './read-node.ts';
import type { Readable } from './readable.ts';

export type Subject =
  | { readonly kind: 'entity'; readonly name: string; readonly entity: Entity }
  | { readonly kind: 'report'; readonly name: string; readonly report: ReportSpec };

export type InnerLevel = Exclude<RowLevel, 'record'>;
export const INNER_LEVELS: readonly InnerLevel[] = ['lines', 'payments', 'allocations'];

/** @param verb `export: Invoices` */
export function readSubject(verb: MapEntry, registry: Registry, problems: Problems): Subject | undefined {
  const text = readWord(verb.value, `\`${verb.key}\``, problems);
  if (text === undefined) return undefined;
  const name = text.text;
  const entity = registry.entities.find((candidate) => candidate.name === name);
  if (entity !== undefined) return { kind: 'entity', name, entity };
  const report = registry.reports.find((candidate) => candidate.name === name);
  if (report !== undefined) return { kind: 'report', name, report };
  const names = [...registry.entities, ...registry.reports].map((candidate) => candidate.name);
  const near = didYouMean(name, names);
  const list = near === '' ? ` There are ${names.join(', ')}.` : near;
  problems.add(text.at, 'unknown-entity', `\`${verb.key}\` does not know \`${name}\`.${list}`, name);
  return undefined;
}

/** What is said where a part's field is named in place of the record's. */
const INSTEAD = {
  columns: (level: InnerLevel) => `move it to \`${level}\`.`,
  filter: () => 'records are chosen by fields of their own. Leave it out here.',
  order: () => 'the rows of a record stay together. Put records in order by fields of their own.',
} as const;

/** What `columns`, `filter` and `order` may name: the record itself; of a report `filter` its parameters. */
export function recordOf(subject: Subject, key: keyof typeof INSTEAD): Readable {
  const { name } = subject;
  if (subject.kind === 'report') {
    const { parameters, columns } = subject.report;
    return key === 'filter' ? { what: `the filter of ${name}`, fields: parameters } : { what: name, fields: columns };
  }
  const { entity } = subject;
  const elsewhere = (field: string) => {
    if (entity.fields.some((own) => own.name === field)) return WITHHELD.replace('{one}', entity.singular);
    const level = INNER_LEVELS.find((candidate) => isAt(entity, candidate, field));
    return level && `belongs to ${ROWS[level]} of ${name}: ${INSTEAD[key](level)}`;
  };
  const options = key === 'filter' ? (entity.read.options ?? []) : [];
  return { what: name, fields: [...readableFields(entity), ...options], elsewhere };
}

const WITHHELD = 'is shown by Xero for one {one} at a time alone, not in lists: it cannot be exported. Leave it out.';

/** Fields that lists of the records hold, or that the contact of a document adds. */
export function readableFields({ fields, read }: Pick<Entity, 'fields' | 'read'>): readonly Field[] {
  const poor = Object.entries(read.carried ?? {}).filter(([object]) => object !== 'Contact');
  const isWithheld = (name: string) =>
    poor.some(([object, held]) => name.startsWith(`${object}.`) && !held.includes(name.slice(object.length + 1)));
  return fields.filter(({ name }) => !isWithheld(name));
}

/** What a block of `lines`, `payments` or `allocations` may name; undefined where the record has none. */
export function innerOf(subject: Subject, level: InnerLevel): Readable | undefined {
  if (subject.kind === 'report') return undefined;
  const { entity } = subject;
  const fields = innerFields(entity, level);
  if (fields === undefined) return undefined;
  const elsewhere = (field: string) =>
    entity.fields.some((own) => own.name === field)
      ? 'belongs to the whole record: move it to `columns`. Each of its rows repeats it.'
      : undefined;
  return { what: `the ${level} of ${entity.name}`, fields, tracking: hasTracking(entity, level), elsewhere };
}

const ROWS: Readonly<Record<InnerLevel, string>> = {
  lines: 'a line',
  payments: 'a payment',
  allocations: 'an allocation',
};

function innerFields(entity: Entity, level: InnerLevel): readonly Field[] | undefined {
  if (level === 'lines') return entity.lines?.fields;
  const list: InnerList | undefined = entity.inner?.[level];
  return list?.fields;
}

function hasTracking(entity: Entity, level: InnerLevel): boolean {
  return level === 'lines' && entity.lines?.tracking === true;
}

function isAt(entity: Entity, level: InnerLevel, field: string): boolean {
  const known = innerFields(entity, level)?.some((candidate) => candidate.name === field) === true;
  return known || (hasTracking(entity, level) && /^Tracking\.\S/.test(field));
}
