/** Lines that have requests of their own, of documents that share one: a run that breaks off leaves none of them as OK. */

import { describe, expect, test } from 'vitest';
import type { Entity } from '../../src/model/registry.ts';
import type { Call, Disturbance } from '../support/gate.ts';
import { openWorkspace } from '../support/workspace.ts';

const boxes: Entity = {
  name: 'Boxes',
  singular: 'Box',
  path: '/Boxes',
  idField: 'BoxID',
  numberField: 'Name',
  fields: [
    { name: 'BoxID', type: 'id' },
    { name: 'Name', type: 'text', required: 'create' },
  ],
  lines: {
    name: 'Parts',
    fields: [{ name: 'Part', type: 'text', required: 'create' }],
    route: { method: 'PUT', path: '/Boxes/{BoxID}/Parts', batch: 1, body: 'element' },
    idField: 'PartID',
  },
  match: [{ fields: ['Name'] }],
  lookUp: { by: 'all' },
  create: { method: 'PUT', path: '/Boxes', batch: 50, body: 'envelope', summarizeErrors: true },
  update: { method: 'POST', path: '/Boxes', batch: 50, body: 'envelope', summarizeErrors: true },
  stage: 'settings',
  read: { paging: 'none', modifiedSince: false, where: false },
  scope: 'accounting.settings',
  rules: [],
};

interface Box {
  readonly Name: string;
  readonly BoxID?: string;
}

const SIGNED_OUT: Disturbance = { status: 401, body: '{"Detail":"TokenExpired"}' };
const OTHER = 'ERROR group/other-row';
const job = (mode: string) => `
org: sandbox-gb
import: Boxes
columns: { Name: Box }
lines: { Part: Part }
send: { mode: ${mode} }
`;
const INPUT = 'Box,Part\nA,1\nA,2\nB,1\nB,2\nC,1\n';

function reply(content: object): Disturbance {
  return { status: 200, body: JSON.stringify(content) };
}

function saved({ Name }: Box) {
  return { Name, BoxID: `id-${Name}`, StatusAttributeString: 'OK' };
}

/** A server that knows boxes; `first` answers before it. */
function shelf(existing: readonly string[], first: (call: Call) => Disturbance | undefined) {
  return (call: Call): Disturbance | undefined => {
    if (!call.path.startsWith('/Boxes')) return undefined;
    const own = first(call);
    if (own !== undefined) return own;
    if (call.path.endsWith('/Parts')) return reply({ Parts: [{ PartID: 'part' }] });
    if (call.method === 'GET') return reply({ Boxes: existing.map((Name) => ({ Name, BoxID: `id-${Name}` })) });
    return reply({ Boxes: (JSON.parse(call.body).Boxes as readonly Box[]).map(saved) });
  };
}

async function shelved(existing: readonly string[], first: (call: Call) => Disturbance | undefined) {
  const workspace = await openWorkspace({ registry: { entities: [boxes], actions: [], reports: [] } });
  workspace.gate.disturb(shelf(existing, first));
  return workspace;
}

test('all of them saved', async () => {
  const workspace = await shelved([], () => undefined);
  const outcome = await workspace.run(job('create'), INPUT);
  expect(outcome.fates).toEqual(Array(5).fill('OK'));
  expect(outcome.writes.map(({ path, body }) => `${path} ${body}`)).toEqual([
    '/Boxes {"Boxes":[{"Name":"A"},{"Name":"B"},{"Name":"C"}]}',
    '/Boxes/id-A/Parts {"Part":"1"}',
    '/Boxes/id-A/Parts {"Part":"2"}',
    '/Boxes/id-B/Parts {"Part":"1"}',
    '/Boxes/id-B/Parts {"Part":"2"}',
    '/Boxes/id-C/Parts {"Part":"1"}',
  ]);
});

test('a sign-in that ends between the lines: that document and those after it are incomplete', async () => {
  const workspace = await shelved([], (call) => (call.path === '/Boxes/id-B/Parts' ? SIGNED_OUT : undefined));
  const outcome = await workspace.run(job('create'), INPUT);
  expect(outcome.code).toBe(3);
  expect(outcome.fates).toEqual(['OK', 'OK', 'ERROR xero/incomplete', OTHER, 'ERROR xero/incomplete']);
});

test('a sign-in that ends while the rest of the request is looked up: what was saved is incomplete', async () => {
  let sent = false;
  const workspace = await shelved([], (call) => {
    if (sent) return SIGNED_OUT;
    if (call.method === 'GET') return undefined;
    sent = true;
    return reply({ Boxes: [saved({ Name: 'A' }), saved({ Name: 'B' })] });
  });
  const outcome = await workspace.run(job('create'), INPUT);
  expect(outcome.fates).toEqual([
    'ERROR xero/incomplete',
    OTHER,
    'ERROR xero/incomplete',
    OTHER,
    'ERROR xero/unknown-outcome',
  ]);
});

test('lines wait until their document is saved, also where its ID was known before', async () => {
  let failed = false;
  const workspace = await shelved(['A', 'B', 'C'], (call) => {
    if (call.method !== 'POST' || failed) return undefined;
    failed = true;
    return { status: 503, body: '' };
  });
  const outcome = await workspace.run(job('update'), INPUT);
  expect(outcome.fates).toEqual(Array(5).fill('OK'));
  const paths = outcome.writes.map(({ method, path }) => `${method} ${path}`);
  expect(paths.slice(0, 3)).toEqual(['POST /Boxes', 'POST /Boxes', 'PUT /Boxes/id-A/Parts']);
  expect(paths).toHaveLength(7);
});

test('a line of which nothing is known is not called refused', async () => {
  const workspace = await shelved([], (call) =>
    call.path === '/Boxes/id-C/Parts' ? { status: 500, body: '{"Message":"Oh"}' } : undefined,
  );
  const outcome = await workspace.run(job('create'), INPUT);
  expect(outcome.fates.at(-1)).toBe('ERROR xero/unknown-outcome');
  expect(outcome.failed).toBeUndefined();
});

test('taken up again, the lines that were not sent follow, each once', async () => {
  let out = true;
  const workspace = await shelved([], (call) =>
    out && call.path === '/Boxes/id-A/Parts' ? onSecond(call) : undefined,
  );
  const stopped = await workspace.run(job('create'), INPUT);
  expect(stopped.fates).toEqual([
    'ERROR xero/incomplete',
    OTHER,
    'ERROR xero/incomplete',
    OTHER,
    'ERROR xero/incomplete',
  ]);
  expect(stopped.failed).toBeUndefined();
  out = false;
  const outcome = await workspace.resume();
  expect(outcome.fates).toEqual(Array(5).fill('OK'));
  expect(outcome.writes.map(({ path, body }) => `${path} ${body}`)).toEqual([
    '/Boxes/id-A/Parts {"Part":"2"}',
    '/Boxes/id-B/Parts {"Part":"1"}',
    '/Boxes/id-B/Parts {"Part":"2"}',
    '/Boxes/id-C/Parts {"Part":"1"}',
  ]);
  expect((await workspace.run(job('update'), INPUT)).rows.map(({ Status }) => Status)).toEqual(
    Array(5).fill('SKIPPED'),
  );
});

test('a document that was saved with a remark is told of it once, although its lines came later', async () => {
  let out = true;
  const workspace = await shelved([], (call) => {
    if (call.path.endsWith('/Parts')) return out ? SIGNED_OUT : undefined;
    if (call.method === 'GET') return undefined;
    const remark = { StatusAttributeString: 'WARNING', Warnings: [{ Message: 'Mind the gap' }] };
    return reply({ Boxes: [{ ...saved({ Name: 'C' }), ...remark }] });
  });
  await workspace.run(job('create'), 'Box,Part\nC,1\n');
  out = false;
  const outcome = await workspace.resume();
  expect(outcome.fates).toEqual(['WARNING xero/warning']);
  expect(outcome.summary.findings).toEqual({ 'xero/warning': 1 });
});

describe('a run killed while a line is on its way', () => {
  const killed = async (age: number) => {
    let now = -1;
    const dead = new Set<string>();
    const workspace = await openWorkspace({
      registry: { entities: [boxes], actions: [], reports: [] },
      journal: (journal) => ({
        ...journal,
        storeRequests: (requests, owner) =>
          journal.storeRequests(
            requests.map((request) => ({ ...request, intentAt: request.intentAt - age })),
            owner,
          ),
        settleRequest: async (...of) => {
          now += 1;
          if (now === 2) throw new Error('killed');
          if (now > 2 && dead.size === 0) throw new Error('dead');
          return journal.settleRequest(...of);
        },
      }),
    });
    workspace.gate.disturb(shelf([], () => undefined));
    const stopped = await workspace.run(job('create'), INPUT);
    expect(stopped.summary.status).toBe('interrupted');
    dead.add('over');
    return workspace;
  };

  test('that line is repeated under its key, and the others follow', async () => {
    const workspace = await killed(0);
    const [key] = workspace.gate.calls
      .filter(({ path }) => path === '/Boxes/id-A/Parts')
      .slice(-1)
      .map(({ key }) => key);
    const outcome = await workspace.resume();
    expect(outcome.fates).toEqual(Array(5).fill('OK'));
    expect(outcome.writes.map(({ path, body }) => `${path} ${body}`)).toEqual([
      '/Boxes/id-A/Parts {"Part":"2"}',
      '/Boxes/id-B/Parts {"Part":"1"}',
      '/Boxes/id-B/Parts {"Part":"2"}',
      '/Boxes/id-C/Parts {"Part":"1"}',
    ]);
    expect(outcome.writes[0]?.key).toBe(key);
  });

  test('once its key is too old it is unknown, and not sent', async () => {
    const workspace = await killed(300_000);
    const outcome = await workspace.resume();
    expect(outcome.fates).toEqual(['ERROR xero/unknown-outcome', OTHER, 'OK', 'OK', 'OK']);
    expect(outcome.writes.map(({ path }) => path)).toEqual([
      '/Boxes/id-B/Parts',
      '/Boxes/id-B/Parts',
      '/Boxes/id-C/Parts',
    ]);
  });
});

/** The second part of a box is not taken. */
function onSecond({ body }: Call): Disturbance | undefined {
  return body.includes('"2"') ? SIGNED_OUT : undefined;
}
