import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EntityShape } from '../../src/model/entity.ts';
import type { FilterCondition, FilterTest } from '../../src/model/job.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { entities } from '../../src/xero/entities/index.ts';
import { compileFilter } from '../../src/xero/filters/compile-filter.ts';
import { entityCollection, readCollection } from '../../src/xero/read-collection.ts';
import { apiOf } from '../support/api-of.ts';
import { problemsOf } from './check-request.ts';
import { type Recorder, recordRequests } from './request-recorder.ts';

let sandbox: Sandbox;
let recorder: Recorder;
let http: ReturnType<typeof apiOf>;
let seen = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ orgs: ['gb'], limits: 'off' });
  recorder = await recordRequests(sandbox.url);
  http = apiOf(sandbox, recorder.url);
});
beforeEach(() => {
  seen = recorder.requests.length;
});
afterAll(async () => {
  await http.close();
  await recorder.close();
  await sandbox.close();
});

const LONG = "é&+ #%'(".repeat(12);

/** So many values that a filter may name. */
function valuesOf({ name, type, values = [] }: EntityShape['fields'][number], most: number): readonly string[] {
  const some = Array.from({ length: most }, (_, at) => at);
  switch (type) {
    case 'choice':
      return values.slice(0, most);
    case 'id':
      return some.map(() => crypto.randomUUID());
    case 'date':
      return some.map((at) => new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10));
    case 'decimal':
    case 'integer':
      return some.map((at) => `${at}.25`);
    case 'boolean':
      return ['true'];
    case 'text':
      return some.map((at) => `${name} ${at} ${LONG}`);
  }
}

/** Fields that lists hold; the time of the last change is filtered by as a day. */
const filterable = (entity: EntityShape) =>
  entity.fields
    .filter(({ name }) => problemless(entity, name))
    .map((field) => (isStamp(entity, field.name) ? { ...field, type: 'date' as const } : field));

const isStamp = ({ read }: EntityShape, name: string) => name === 'UpdatedDateUTC' || name === read.stamp;

const problemless = (entity: EntityShape, field: string): boolean => {
  const filter = [condition(field, { kind: 'blank', blank: true })];
  return compileFilter(entity, { filter }, { today: '2026-11-21' }).problems.length === 0;
};

const condition = (field: string, one: FilterTest): FilterCondition => ({
  field,
  tests: [one],
  at: { line: 1, column: 1 },
});

async function ask(entity: EntityShape, filter: readonly FilterCondition[]): Promise<void> {
  const { queries, problems, local } = compileFilter(entity, { filter }, { today: '2026-11-21' });
  expect(problems).toEqual([]);
  for (const query of queries) {
    await readCollection(http, entityCollection(entity, query), async (elements) => void elements.filter(local), {
      drop: async () => {},
    });
  }
}

const sent = () => recorder.requests.slice(seen);

describe.each(entities)('filters of $name are asked as Xero takes it', (entity) => {
  test('each field by itself, by many values', async () => {
    for (const field of filterable(entity)) {
      await ask(entity, [condition(field.name, { kind: 'any', values: valuesOf(field, 90) })]);
    }
    expect(sent().flatMap(problemsOf)).toEqual([]);
  });

  test('all at once', async () => {
    const all = filterable(entity).map((field) => condition(field.name, { kind: 'any', values: valuesOf(field, 8) }));
    const ranges = filterable(entity)
      .filter(({ type }) => type === 'date' || type === 'decimal')
      .map(({ name, type }) =>
        condition(
          name,
          type === 'date'
            ? { kind: 'range', from: '2026-01-01', to: '2026-12-31' }
            : { kind: 'above', value: '-12345678901234.55' },
        ),
      );
    await ask(entity, [...all, ...ranges]);
    expect(sent().length).toBeGreaterThan(0);
    expect(sent().flatMap(problemsOf)).toEqual([]);
  });
});
