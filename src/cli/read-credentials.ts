/** The app's client ID and secret: from a file, standard input, the environment, or asked for; never from a flag. */

import { resolve } from 'node:path';
import { Refusal } from '../model/refusal.ts';
import { readPrivate } from '../xero/auth/store/private-file.ts';
import type { Options, Surroundings } from './command.ts';

export interface Credentials {
  readonly clientId: string;
  /** Of custom connections and web apps. */
  readonly clientSecret?: string;
}

const ID_NAMES = ['ROWPOST_CLIENT_ID', 'XERO_CLIENT_ID'];
const SECRET_NAMES = ['ROWPOST_CLIENT_SECRET', 'XERO_CLIENT_SECRET'];

export interface Wanted {
  readonly hasSecret: boolean;
  /** Of the app that was used before: taken where nothing else is given. */
  readonly known: Credentials | undefined;
  /** Where a user finds the client ID, for a user to read. */
  readonly where: string;
}

export async function readCredentials(
  { hasSecret, known, where }: Wanted,
  options: Options,
  surroundings: Surroundings,
): Promise<Credentials> {
  const given = typeof options.credentials === 'string' ? await pairsOf(options.credentials, surroundings) : undefined;
  const from = given ?? surroundings.env;
  const ofId = { what: 'client ID', known: known?.clientId, shown: known?.clientId, where, secret: false };
  const clientId = valueNamed(from, ID_NAMES) ?? (await ask(ofId, surroundings));
  if (!/^[\w-]{8,80}$/.test(clientId)) {
    throw new Refusal('connect/client-id', 'That is no client ID. Copy it from the app at developer.xero.com.');
  }
  if (!hasSecret) return { clientId };
  const before = clientId === known?.clientId ? known.clientSecret : undefined;
  const ofSecret = { what: 'client secret', known: before, shown: 'as before', where: '', secret: true };
  const clientSecret = valueNamed(from, SECRET_NAMES) ?? (await ask(ofSecret, surroundings));
  if (!/^[\x21-\x7e]{1,200}$/.test(clientSecret)) {
    throw new Refusal('connect/client-secret', 'That is no client secret. Copy it from the app at developer.xero.com.');
  }
  return { clientId, clientSecret };
}

type Pairs = Readonly<Record<string, string | undefined>>;

function valueNamed(pairs: Pairs, names: readonly string[]): string | undefined {
  return names.map((name) => pairs[name]?.trim()).find((value) => value !== undefined && value !== '');
}

interface Question {
  readonly what: string;
  readonly known: string | undefined;
  /** In place of what is known. */
  readonly shown: string | undefined;
  readonly where: string;
  readonly secret: boolean;
}

/** An empty answer is what is known, and so is silence. */
async function ask({ what, known, shown, where, secret }: Question, { ask: put, err }: Surroundings): Promise<string> {
  if (put === undefined) {
    if (known !== undefined) return known;
    const name = secret ? SECRET_NAMES[0] : ID_NAMES[0];
    throw new Refusal(
      'connect/no-credentials',
      `There is nobody to ask for the ${what}. Set ${name}, or give --credentials FILE (- for standard input).`,
    );
  }
  if (known === undefined && where !== '') err(`${where}\n`);
  const preset = known === undefined ? '' : ` [${shown}]`;
  const answer = (await put(`C${what.slice(1)}${preset}: `, secret)).trim();
  return answer === '' ? (known ?? '') : answer;
}

const NAMED = /^(?:export\s+)?[A-Za-z_]\w*\s*=/;

/** Lines `ROWPOST_CLIENT_ID=...`; or the ID in the first line and the secret in the second. */
async function pairsOf(path: string, { cwd, input }: Surroundings): Promise<Pairs> {
  const text = path === '-' ? await input?.() : await readPrivate(resolve(cwd, path));
  if (text === undefined) {
    throw new Refusal('usage/credentials', `--credentials ${path} cannot be read. Give a file that is there, or -.`);
  }
  const pairs = pairsIn(text);
  if (valueNamed(pairs, ID_NAMES) !== undefined) return pairs;
  throw new Refusal(
    'usage/credentials',
    `--credentials ${path} holds no client ID. Put it into the first line and the secret into the second, or write lines ${ID_NAMES[0]}=... and ${SECRET_NAMES[0]}=...`,
  );
}

function pairsIn(text: string): Pairs {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (!NAMED.test(lines[0] ?? '')) return { [ID_NAMES[0]!]: lines[0], [SECRET_NAMES[0]!]: lines[1] };
  return Object.fromEntries(lines.map((line) => pairOf(line)));
}

function pairOf(line: string): readonly [string, string] {
  const [, name = '', value = ''] = /^(?:export\s+)?([^=\s]+)\s*=\s*(.*)$/.exec(line) ?? [];
  return [name, value.replace(/^(['"])(.*)\1$/, '$2')];
}
