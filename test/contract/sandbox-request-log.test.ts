import { expect, test } from 'vitest';
import { createRequestLog, type LoggedRequest, problemIn } from '../../src/sandbox/server/request-log.ts';

function request(over: Partial<LoggedRequest> = {}): LoggedRequest {
  const counts = { milliseconds: 3, bytesIn: 10, bytesOut: 20 };
  return { at: 0, method: 'GET', path: '/a', status: 200, correlationId: 'c-1', ...counts, ...over };
}

function pathsOf(log: ReturnType<typeof createRequestLog>, filter: object): readonly string[] {
  return log.entries({ limit: 10, ...filter }).map(({ path }) => path);
}

test('keeps the latest, newest first, and counts all', () => {
  const log = createRequestLog(3);
  for (const path of ['/1', '/2', '/3', '/4', '/5']) log.add(request({ path }));
  expect(pathsOf(log, {})).toEqual(['/5', '/4', '/3']);
  expect(pathsOf(log, { limit: 2 })).toEqual(['/5', '/4']);
  expect(log.count()).toBe(5);
});

test('filters by organisation, method and text', () => {
  const log = createRequestLog();
  log.add(request({ path: '/gb', organisation: 'gb', app: 'Importer' }));
  log.add(request({ path: '/au', organisation: 'au', method: 'PUT', problem: 'Contact Name cannot be empty.' }));
  log.add(request({ path: '/x?where=Contact.Name%3D%3D%22Basket%20Case%22', correlationId: 'ab12' }));
  expect(pathsOf(log, { organisation: 'gb' })).toEqual(['/gb']);
  expect(pathsOf(log, { method: 'put' })).toEqual(['/au']);
  expect(pathsOf(log, { text: 'EMPTY' })).toEqual(['/au']);
  expect(pathsOf(log, { text: 'import' })).toEqual(['/gb']);
  expect(pathsOf(log, { text: 'basket case' })).toHaveLength(1);
  expect(pathsOf(log, { text: 'AB12' })).toHaveLength(1);
  expect(pathsOf(log, { text: 'nowhere' })).toEqual([]);
});

test('tells what failed from what was answered', () => {
  const log = createRequestLog();
  for (const status of [200, 302, 404, 429, 503, 0]) log.add(request({ status, path: `/${status}` }));
  log.add(request({ path: '/element', problem: 'Refused' }));
  expect(pathsOf(log, { status: 'failed' })).toEqual(['/element', '/0', '/503', '/429', '/404']);
  expect(pathsOf(log, { status: '4' })).toEqual(['/429', '/404']);
  expect(pathsOf(log, { status: '2' })).toEqual(['/element', '/200']);
});

test('masks codes and tokens in addresses, and shortens what is too long', () => {
  const log = createRequestLog();
  const path = '/connect/authorize?client_id=app&code=abc&state=s1&refresh_token=r1&access_token=a1&client_secret=x#y';
  log.add(request({ path, problem: 'p'.repeat(9000) }));
  log.add(request({ path: `/${'z'.repeat(9000)}` }));
  const [long, masked] = log.entries({ limit: 10 });
  expect(masked?.path).toBe(
    '/connect/authorize?client_id=app&code=…&state=…&refresh_token=…&access_token=…&client_secret=…#y',
  );
  expect(masked?.problem).toHaveLength(500);
  expect(long?.path).toHaveLength(2000);
});

test.each([
  [
    'the first refused element',
    200,
    '{"Invoices":[{"ValidationErrors":[]},{"ValidationErrors":[{"Message":"A \\"b\\""}]}]}',
    'A "b"',
  ],
  [
    'an element rather than the envelope',
    400,
    '{"Message":"M","Elements":[{"ValidationErrors":[{"Message":"E"}]}]}',
    'E',
  ],
  ['the message of an envelope', 400, '{"ErrorNumber":16,"Type":"T","Message":"No such field"}', 'No such field'],
  [
    'the detail of a problem',
    403,
    '{"Title":"Forbidden","Detail":"AuthenticationUnsuccessful"}',
    'AuthenticationUnsuccessful',
  ],
  [
    'plain words',
    404,
    "The resource you're looking for cannot be found",
    "The resource you're looking for cannot be found",
  ],
  ['nothing of a success', 200, '{"Message":"not a problem"}', undefined],
  ['nothing of an empty reply', 429, '', undefined],
  ['nothing of a broken reply', 500, '{"Message":"cut o', undefined],
  ['no value that looks like a field', 200, JSON.stringify({ Name: '"ValidationErrors":[{"Message":"x"' }), undefined],
])('finds %s', (_what, status, body, message) => {
  expect(problemIn(status, body)).toBe(message);
});
