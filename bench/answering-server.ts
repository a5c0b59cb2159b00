/**
 * A server without limits that saves nothing: settings as a sandbox has them, and every invoice written answered with OK
 * at once, echoed as Xero does. `node answering-server.ts` prints its address; it counts the writes and prints them when it is told to stop.
 */

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox } from '../src/sandbox/sandbox.ts';

const UNLIMITED = {
  'content-type': 'application/json; charset=utf-8',
  'x-minlimit-remaining': '60',
  'x-daylimit-remaining': '5000',
  'x-appminlimit-remaining': '10000',
};

const sandbox = await startSandbox({ org: 'gb', limits: 'off' });
let writes = 0;

const server = createServer((request, response) => {
  const answer = request.method === 'GET' ? answerRead : answerWrite;
  answer(request, response).catch(() => response.destroy());
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`),
);
process.on('SIGTERM', () => {
  process.stdout.write(`${writes} writes\n`);
  server.close();
  server.closeAllConnections();
  void sandbox.close();
});

interface Sent {
  readonly LineItems: readonly object[];
}

/** Facts and look-ups come from the demo company. */
async function answerRead(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const reply = await fetch(`${sandbox.url}${request.url}`, { headers: { authorization: 'Bearer bench' } });
  response.writeHead(reply.status, UNLIMITED).end(await reply.text());
}

/** Every invoice as it was sent, with what Xero adds, as its replies are. */
async function answerWrite(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;
  writes += 1;
  const { Invoices } = JSON.parse(body) as { readonly Invoices: readonly Sent[] };
  const elements = Invoices.map((invoice) => ({
    ...invoice,
    InvoiceID: randomUUID(),
    StatusAttributeString: 'OK',
    HasErrors: false,
    LineItems: invoice.LineItems.map((line) => ({ ...line, LineItemID: randomUUID() })),
  }));
  response.writeHead(200, UNLIMITED).end(JSON.stringify({ Id: randomUUID(), Status: 'OK', Invoices: elements }));
}
