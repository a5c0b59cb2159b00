/** Every job that the page of operations names is taken as a job, with nothing mapped but what it needs. */

import { expect, test } from 'vitest';
import { jobsOf } from '../../scripts/operations/calls-of-jobs.ts';
import { loadJob } from '../../src/job/load-job.ts';
import { transforms } from '../../src/mappers/transforms/index.ts';
import type { EntityShape, Field } from '../../src/model/entity.ts';
import { findTask } from '../../src/model/find-task.ts';
import type { Registry } from '../../src/model/registry.ts';
import { actions } from '../../src/xero/actions/index.ts';
import { entities } from '../../src/xero/entities/index.ts';
import { reports } from '../../src/xero/reports/index.ts';

const registry: Registry = { entities, actions, reports };
const IMPORTS = ['create', 'update', 'upsert'];

/** `{ A: 1, B: 2 }` for the headers that stand for the fields. */
const mapped = (names: Iterable<string>) =>
  `{ ${[...new Set(names)].map((name, at) => `${name}: H${at}`).join(', ')} }`;
const needed = (fields: readonly Field[]) =>
  fields.filter(({ required }) => required === 'create').map(({ name }) => name);

function importText(verb: string, { name, idField, fields, lines }: EntityShape): string {
  const columns = verb === 'create' ? needed(fields) : [idField, fields.find(isWritable(idField))!.name];
  const ofLines = verb === 'create' && lines !== undefined ? lines.fields.filter(isWritable('')) : [];
  const rows = ofLines.length === 0 ? '' : `lines: ${mapped([ofLines[0]!.name, ...needed(ofLines)])}\n`;
  return `${verb}: ${name}\nsource: { file: a.csv }\ncolumns: ${mapped(columns)}\n${rows}`;
}

const isWritable =
  (but: string) =>
  ({ name, readOnly }: Field): boolean =>
    readOnly !== true && name !== but;

function actionText(verb: string, entity: string): string {
  const { entity: shape, action } = findTask(registry, { entity, action: verb })!;
  const own = action?.fields ?? [];
  const keys = action?.keys === undefined ? [shape.idField] : action.keys[0]!;
  const output = action?.output === true && verb !== 'history' ? 'output: { folder: out }\n' : '';
  const target = action?.allocates === undefined ? [] : ['Invoice'];
  const columns = mapped([...(verb === 'raw' ? [] : keys), ...target, ...needed(own)]);
  return `${verb}: ${entity}\nsource: { file: a.csv }\ncolumns: ${columns}\n${output}`;
}

function exportText(name: string): string {
  const entity = entities.find((candidate) => candidate.name === name);
  const report = reports.find((candidate) => candidate.name === name);
  const column = entity === undefined ? report!.columns[0]!.name : entity.fields[0]!.name;
  const source = report?.source;
  const days = source?.kind === 'report' && 'from' in source.days ? 'filter: { Date: { month: last } }\n' : '';
  return `export: ${name}\n${days}columns: ${mapped([column])}\noutput: { file: a.csv }\n`;
}

function textOf(job: string): string {
  const [verb = '', name = ''] = job.split(': ');
  if (verb === 'export') return exportText(name);
  const entity = entities.find((candidate) => candidate.name === name);
  return IMPORTS.includes(verb) ? importText(verb, entity!) : actionText(verb, name);
}

test('every job of the table of operations can be written', () => {
  const jobs = [...jobsOf(registry)];
  expect(jobs.length).toBeGreaterThan(150);
  const refused = jobs.flatMap((job) => {
    const text = `org: sandbox-gb\n${textOf(job)}`;
    const loaded = loadJob(text, '/jobs/a.yaml', { registry, transforms });
    return 'problems' in loaded ? [[job, text, loaded.problems.map(({ message }) => message)]] : [];
  });
  expect(refused).toEqual([]);
});
