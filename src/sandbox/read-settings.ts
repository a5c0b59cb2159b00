/** Reads the settings of a sandbox from YAML or JSON, or says everything that is wrong with them, and where. */
import { isScalar, type ParsedNode, type YAMLMap } from 'yaml';
import { dayOf } from './books/calendar.ts';
import { appsById, builtInApps } from './identity/apps.ts';
import type { App } from './identity/identity.ts';
import { defaultLimits, type SandboxLimits } from './server/limits.ts';
import { organisations, type SandboxOrg, tenantIdOf } from './server/tenant.ts';
import { choices, type SandboxSettings } from './settings.ts';
import { addressProblem, categories, type SubscriptionRequest } from './webhooks/subscription.ts';
import {
  type Field,
  type Fields,
  type FileProblem,
  flag,
  listAt,
  mapOf,
  nodeText,
  oneOf,
  plainText,
  type Reading,
  readFields,
  readYaml,
  wholeNumber,
} from './yaml-fields.ts';

export interface SettingsFile {
  readonly settings: Partial<SandboxSettings>;
  readonly limits?: SandboxLimits | 'off';
  readonly apps: readonly App[];
  readonly webhooks: readonly SubscriptionRequest[];
}

const day: Field = {
  read: (text) => (dayOf(text) === text ? text : undefined),
  must: 'a day, such as `2026-06-30`',
};
const wordsOf = (text: string): readonly string[] => text.split(/[\s,]+/).filter(Boolean);
const words: Field = { read: wordsOf, must: 'words with blanks between them' };
const addressRule = 'an address that begins with https://, or with http:// and is on this machine';

/** The choices by the names they have in a file: `inclusive-tax` for inclusiveTax. */
const choiceFields: Fields = Object.fromEntries(
  Object.entries(choices).map(([name, { values }]) => [kebab(name), choiceField(values)]),
);
/** Settings that are no choices among a few values. */
const valueFields: Fields = { 'period-lock-date': day, 'end-of-year-lock-date': day, 'high-volume': wholeNumber };
const limit: Field = {
  read: (text) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined),
  must: 'a whole number of calls, 1 or more',
};
const limitFields: Fields = { minute: limit, day: limit, concurrent: limit, 'app-minute': limit };
/** Tenant ids by the names that the organisations have in a job. */
const tenantIds: ReadonlyMap<string, string> = new Map(
  Object.keys(organisations).map((org) => [`sandbox-${org}`, tenantIdOf(org as SandboxOrg)]),
);
const appFields: Fields = {
  id: plainText,
  name: plainText,
  kind: oneOf(['pkce', 'web', 'custom']),
  secret: plainText,
  redirects: words,
  organisation: {
    ...oneOf([...tenantIds.keys()]),
    read: (text) => tenantIds.get(text) ?? [...tenantIds.values()].find((id) => id === text.toLowerCase()),
  },
  scopes: words,
  'broad-scopes': flag,
};

const webhookFields: Fields = {
  url: { read: (text) => (addressProblem(text) === undefined ? text : undefined), must: addressRule },
  key: plainText,
  categories: {
    read: (text) =>
      wordsOf(text).every((word) => categories.some((name) => name === word)) ? wordsOf(text) : undefined,
    must: `some of ${categories.join(', ')}, with blanks between them`,
  },
};

export function readSettings(
  source: string,
): { readonly value: SettingsFile } | { readonly problems: readonly FileProblem[] } {
  return readYaml(source, (node, reading) => {
    if (node === null || (isScalar(node) && node.value === '')) return { settings: {}, apps: [], webhooks: [] };
    const scalars = { ...choiceFields, ...valueFields };
    const map = mapOf(node, 'A settings file', ['limits', 'apps', 'webhooks', ...Object.keys(scalars)], reading);
    if (map === undefined) return undefined;
    const limits = readLimits(map.get('limits', true) as ParsedNode | undefined, reading);
    return {
      settings: camelKeys(readFields(map, scalars, reading)) as Partial<SandboxSettings>,
      ...(limits === undefined ? {} : { limits }),
      apps: readApps(map, reading),
      webhooks: readList(
        map,
        { key: 'webhooks', item: 'webhook', fields: webhookFields, needed: ['url', 'key'] },
        reading,
      ) as unknown as readonly SubscriptionRequest[],
    };
  });
}

/** `inclusiveTax` as files write it: `inclusive-tax`. */
export function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function choiceField(values: readonly (string | number | boolean)[]): Field {
  const texts = values.map(String);
  return { ...oneOf(texts), read: (text) => values[texts.indexOf(text)] };
}

function readLimits(node: ParsedNode | undefined, reading: Reading): SandboxLimits | 'off' | undefined {
  if (node === undefined) return undefined;
  if (nodeText(node) === 'off') return 'off';
  const map = mapOf(node, '`limits`, unless they are `off`,', Object.keys(limitFields), reading);
  return map === undefined ? undefined : { ...defaultLimits, ...camelKeys(readFields(map, limitFields, reading)) };
}

/** The apps; a problem is told of where one that has a kind cannot be registered. */
function readApps(map: YAMLMap, reading: Reading): readonly App[] {
  const shape = { key: 'apps', item: 'app', fields: appFields, needed: ['id', 'kind'] };
  const apps = readList(map, shape, reading).map((app) => ({ name: app.id, ...app }) as unknown as App);
  try {
    appsById([...builtInApps('a secret'), ...apps.filter(({ kind }) => kind !== undefined)]);
  } catch (error) {
    reading.add(map.get('apps', true) as ParsedNode, error instanceof Error ? error.message : String(error));
  }
  return apps;
}

/** A list of things with fields. */
interface ListShape {
  readonly key: string;
  /** The word for one of them. */
  readonly item: string;
  readonly fields: Fields;
  readonly needed: readonly string[];
}

/** The things of a list whose needed fields are all there. */
function readList(map: YAMLMap, shape: ListShape, reading: Reading): readonly Record<string, unknown>[] {
  const { key, item, fields, needed } = shape;
  const node = map.get(key, true) as ParsedNode | undefined;
  if (node === undefined) return [];
  const list = listAt(map, key);
  if (list === undefined) reading.add(node, `\`${key}\` must be a list; begin each ${item} with \`- ${needed[0]}:\`.`);
  return (list ?? []).flatMap((each) => {
    const entry = mapOf(each, `The ${item}`, Object.keys(fields), reading);
    if (entry === undefined) return [];
    const missing = needed.filter((name) => !entry.has(name));
    for (const name of missing) reading.add(each, `The ${item} has no \`${name}\`.`);
    const values = camelKeys(readFields(entry, fields, reading));
    return missing.length > 0 ? [] : [values];
  });
}

function camelKeys(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const camel = (name: string) => name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [camel(name), value]));
}
