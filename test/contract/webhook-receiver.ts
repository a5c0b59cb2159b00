/** A program that is told of changes: checks signatures, keeps what came, and answers as a test wants. */
import { createHmac } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Loose } from './sandbox-client.ts';

export interface Post {
  /** Whether the signature was right. */
  readonly genuine: boolean;
  readonly body: Loose;
}

export interface Receiver {
  readonly url: string;
  readonly posts: Post[];
  /** Answers the posts from now on; as Xero asks without. */
  answer: ((response: ServerResponse, post: Post) => void) | undefined;
  /** Resolves when so many genuine posts with events have come. */
  told(count: number): Promise<readonly Loose[]>;
  /** Resolves when it has shown that it checks signatures. */
  greeted(): Promise<void>;
  close(): Promise<void>;
}

export async function openReceiver(key: string): Promise<Receiver> {
  const posts: Post[] = [];
  let watchers: (() => void)[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const expected = createHmac('sha256', key).update(bytes).digest('base64');
    const post = {
      genuine: request.headers['x-xero-signature'] === expected,
      body: JSON.parse(bytes.toString('utf8')),
    };
    posts.push(post);
    if (receiver.answer === undefined) response.writeHead(post.genuine ? 200 : 401).end();
    else receiver.answer(response, post);
    for (const watcher of watchers) watcher();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const events = () => posts.filter(({ genuine, body }) => genuine && body.events.length > 0).map(({ body }) => body);
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!holds()) return;
        watchers = watchers.filter((watcher) => watcher !== look);
        resolve();
      };
      watchers.push(look);
      look();
    });
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    posts,
    answer: undefined,
    told: async (count) => {
      await until(() => events().length >= count);
      return events();
    },
    greeted: () => until(() => posts.length >= 4),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}
