/** A company's network: hosts whose certificates its own authority signed, and a proxy that everything leaves by. */

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request as call, createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

const run = promisify(execFile);

export interface PrivateNetwork {
  /** Address of the host; only the proxy finds the way there. */
  readonly url: string;
  readonly proxy: string;
  /** File of the authority's certificate. */
  readonly authority: string;
  /** What the proxy was asked for: `xero.invalid:443`. */
  readonly asked: readonly string[];
}

/** @param origin http address of the server that stands behind the host */
export async function openPrivateNetwork(origin: string): Promise<PrivateNetwork> {
  const folder = await mkdtemp(join(tmpdir(), 'rowpost-network-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [host, behind] = ['xero.invalid', new URL(origin).host];
  await makeCertificates(folder, host);
  const [key, cert] = await Promise.all(['host.key', 'host.pem'].map((name) => readFile(join(folder, name))));
  const server = createTlsServer({ key: key!, cert: cert! }, (incoming, outgoing) => {
    const { method = 'GET', url = '/', headers } = incoming;
    const onward = call(`${origin}${url}`, { method, headers: { ...headers, host: behind } }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  const port = await listen(server);
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    const way = connect(port, '127.0.0.1', () => socket.write('HTTP/1.1 200 Connection Established\r\n\r\n'));
    way.on('error', () => socket.destroy());
    socket.on('error', () => way.destroy());
    socket.pipe(way).pipe(socket);
  });
  const proxyUrl = `http://127.0.0.1:${await listen(proxy)}`;
  return { url: `https://${host}`, proxy: proxyUrl, authority: join(folder, 'authority.pem'), asked };
}

/** An authority, and a host that it vouches for; good for two days. */
async function makeCertificates(folder: string, host: string): Promise<void> {
  const make = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const files = (name: string) => ['-keyout', `${name}.key`, '-out', `${name}.pem`];
  const signed = ['-CA', 'authority.pem', '-CAkey', 'authority.key', '-addext', `subjectAltName=DNS:${host}`];
  await run('openssl', [...make, ...files('authority'), '-subj', '/CN=Company'], { cwd: folder });
  const usual = ['-addext', 'basicConstraints=critical,CA:FALSE'];
  await run('openssl', [...make, ...files('host'), '-subj', `/CN=${host}`, ...signed, ...usual], { cwd: folder });
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
