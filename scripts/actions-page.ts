/** The page that lists every verb on records that are there: for what, what a record must be, and the verb's own fields. */

import type { FreeAmount } from '../src/model/entity.ts';
import { subjectsOf } from '../src/model/find-task.ts';
import type { Act, Entity, Registry, Verb } from '../src/model/registry.ts';
import type { FieldDescription } from '../src/xero/describe-fields.ts';
import { describeVerb } from '../src/xero/describe-verb.ts';

type Table = (head: readonly string[], rows: readonly (readonly string[])[]) => readonly string[];

interface Subject {
  readonly entity: Entity;
  readonly act: Act;
}

/** @param table writes a table of Markdown */
export function actionLines(registry: Registry, table: Table): readonly string[] {
  return [
    'What is done to records that are in Xero, a row each: `void: Invoices`. Under `columns` stand the fields by which a',
    'record is found (its identifier, or what its own page names) and those of the verb.',
    ...registry.actions.flatMap((verb) => ['', `## ${verb.name}`, '', ...verbLines(verb, registry, table)]),
  ];
}

function verbLines(verb: Verb, registry: Registry, table: Table): readonly string[] {
  const subjects = subjectsOf(verb, registry).flatMap((entity): readonly Subject[] => {
    const act = verb.on(entity);
    return act === undefined ? [] : [{ entity, act }];
  });
  const conditions = subjects.map(({ entity, act }) => [
    entity.name,
    conditionText(act),
    doneText(act),
    act.final ? 'no' : '',
  ]);
  return [
    verb.note,
    '',
    ...table(['For', 'A record must have', 'Passed over where', 'Can be undone'], together(conditions)),
    ...fieldLines(verb, registry, table),
  ];
}

/** Rows that differ in nothing but their first cell are one. */
function together(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const alike = Map.groupBy(rows, ([, ...rest]) => JSON.stringify(rest)).values();
  return [...alike].map((group) => [group.map(([name]) => name).join(', '), ...group[0]!.slice(1)]);
}

function conditionText({ requires = {}, free = [] }: Act): string {
  const wanted = Object.entries(requires).map(([field, values]) => `\`${field}\` ${listed(values)}`);
  return [...wanted, ...free.map(freeText)].join('; ');
}

function freeText(amount: FreeAmount): string {
  return typeof amount === 'string' ? `\`${amount}\` 0` : `\`${amount[0]}\` the same as \`${amount[1]}\``;
}

function doneText({ done, removes }: Act): string {
  if (done !== undefined) return `\`${done.field}\` is ${listed(done.values)}`;
  return removes ? 'an earlier run removed it' : '';
}

function listed(values: readonly string[]): string {
  return values.map((value) => (value === '' ? 'blank' : value)).join(' or ');
}

/** One table where all records take the same. */
function fieldLines(verb: Verb, registry: Registry, table: Table): readonly string[] {
  const described = describeVerb(verb, registry);
  return described.flatMap((group) => {
    if (group.fields.length === 0) return [];
    const of = described.length === 1 ? '' : ` of ${group.for.join(', ')}`;
    const rows = table(['Field', 'Takes', 'Longest', 'Needed', 'Note'], group.fields.map(fieldRow));
    return ['', `Fields${of}, under \`columns\`:`, '', ...rows];
  });
}

function fieldRow({ field, type, length, required, values, note }: FieldDescription): readonly string[] {
  const takes = values === '' ? type : values.split(' ').join(', ');
  return [`\`${field}\``, takes, length, required === 'new' ? 'yes' : '', note];
}
