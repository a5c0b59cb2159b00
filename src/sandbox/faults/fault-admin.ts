/** The plan of faults over HTTP: to see it with what it did, to replace it, to end it. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type Faults, noFaults } from './create-faults.ts';
import type { FaultRule } from './fault.ts';
import { readFaults } from './read-faults.ts';

const longest = 100_000;

/** GET, PUT (YAML or JSON) and DELETE of its own root. */
export function faultAdmin(faults: Faults, endpoints: readonly string[]): Hono {
  const app = new Hono();
  const limit = bodyLimit({
    maxSize: longest,
    onError: (context) => context.json({ problems: [{ line: 1, column: 1, message: tooLong }] }, 413),
  });
  app.get('/', (context) => context.json(stateOf(faults)));
  app.put('/', limit, async (context) => {
    const read = readFaults(await context.req.text(), endpoints);
    if ('problems' in read) return context.json({ problems: read.problems }, 400);
    faults.replace(read.value);
    return context.json(stateOf(faults));
  });
  app.delete('/', (context) => {
    faults.replace(noFaults);
    return context.body(null, 204);
  });
  return app;
}

const tooLong = `A plan of faults has at most ${longest} bytes.`;

/** As a plan is written, and how often each of its faults met a call and struck it. */
function stateOf(faults: Faults): object {
  return {
    seed: faults.seed(),
    faults: faults.states().map(({ rule, matched, struck }) => ({ ...written(rule), matched, struck })),
  };
}

function written({ what, when, retryAfter, ms, seconds, saved }: FaultRule): object {
  const { count, oncePerKey, ...rest } = when;
  const condition = { ...rest, count: count?.join('-'), 'once-per-key': oncePerKey };
  return { what, 'retry-after': retryAfter, ms: ms?.join('-'), seconds, saved, when: condition };
}
