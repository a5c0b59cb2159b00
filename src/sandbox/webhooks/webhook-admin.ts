/** The subscriptions over HTTP: to see them, to add one, to ask its address again, to end it. */
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type Json, jsonOf, objectOf, textOf } from '../json.ts';
import type { Webhooks } from './create-webhooks.ts';
import { type Category, categories, type Subscription, type SubscriptionRequest } from './subscription.ts';

const longest = 100_000;
const tooLong = `A subscription has at most ${longest} bytes.`;

/** GET and POST of its own root; POST of `/ID/intent`; DELETE of `/ID`. */
export function webhookAdmin(webhooks: Webhooks): Hono {
  const app = new Hono();
  const limit = bodyLimit({ maxSize: longest, onError: (context) => context.json({ problem: tooLong }, 413) });
  app.get('/', (context) => context.json({ subscriptions: webhooks.subscriptions().map(shown) }));
  app.post('/', limit, async (context) => {
    const request = requestOf(await context.req.text());
    if (typeof request === 'string') return context.json({ problem: request }, 400);
    try {
      return context.json({ ...shown(webhooks.subscribe(request)), key: request.key }, 201);
    } catch (error) {
      if (error instanceof RangeError) return context.json({ problem: error.message }, 400);
      throw error;
    }
  });
  app.post('/:id/intent', (context) => {
    const subscription = webhooks.retry(context.req.param('id'));
    return subscription === undefined ? context.body(null, 404) : context.json(shown(subscription));
  });
  app.delete('/:id', (context) => context.body(null, webhooks.unsubscribe(context.req.param('id')) ? 204 : 404));
  return app;
}

/** The request, or what is wrong with it. A key is made where none is given. */
function requestOf(text: string): SubscriptionRequest | string {
  const body = objectOf(jsonOf(text));
  const url = textOf(body.url);
  if (url === undefined) return 'Send JSON such as {"url": "https://example.com/hooks", "categories": ["INVOICE"]}.';
  const given = body.categories ?? categories;
  const wanted = Array.isArray(given) ? (given as readonly Json[]) : [];
  const known = wanted.filter((name): name is Category => (categories as readonly Json[]).includes(name));
  if (known.length === 0 || known.length < wanted.length) {
    return `\`categories\` must be a list of some of ${categories.join(', ')}.`;
  }
  return { url, key: textOf(body.key) ?? randomBytes(64).toString('base64'), categories: known };
}

/** Without its key. */
function shown({ key: _, ...subscription }: Subscription): Omit<Subscription, 'key'> {
  return subscription;
}
