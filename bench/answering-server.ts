/**
 * A server without limits that saves nothing: settings as a sandbox has them, and every invoice written answered with OK
 * at once. `node answering-server.ts` prints its address; it counts the writes and prints them when it is told to stop.
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

/** Facts and look-ups come from the demo company. */
async function answerRead(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const reply = await fetch(`${sandbox.url}${request.url}`, { headers: { authorization: 'Bearer bench' } });
  response.writeHead(reply.status, UNLIMITED).end(await reply.text());
}

const NUMBER = /"[iI]nvoiceNumber":"([^"]*)"/g;

/** The least that a client needs to know what became of each invoice. */
async function answerWrite(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;
  writes += 1;
  const elements = [...body.matchAll(NUMBER)].map(([, number]) => ({
    Type: 'ACCREC',
    InvoiceID: randomUUID(),
    InvoiceNumber: number,
    StatusAttributeString: 'OK',
    HasErrors: false,
  }));
  response.writeHead(200, UNLIMITED).end(JSON.stringify({ Id: randomUUID(), Status: 'OK', Invoices: elements }));
}
