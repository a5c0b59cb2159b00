/** Reads the settings of a sandbox from YAML or JSON, or says everything that is wrong with them, and where. */
import type { ParsedNode, YAMLMap } from 'yaml';
import type { App } from './identity/identity.ts';
import { defaultLimits, type SandboxLimits } from './server/limits.ts';
import { choices, type SandboxSettings } from './settings.ts';
import {
  type Field,
  type Fields,
  type FileProblem,
  flag,
  listAt,
  mapOf,
  oneOf,
  plainText,
  type Reading,
  readFields,
  readYaml,
  textOf,
  wholeNumber,
} from './yaml-fields.ts';

export interface SettingsFile {
  readonly settings: Partial<SandboxSettings>;
  readonly limits?: SandboxLimits | 'off';
  readonly apps: readonly App[];
}

const day: Field = {
  read: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined),
  must: 'a day, such as `2026-06-30`',
};
const words: Field = { ...plainText, read: (text) => text.split(/[\s,]+/).filter(Boolean), must: 'words with blanks' };

/** The choices by the names they have in a file: `inclusive-tax` for inclusiveTax. */
const choiceFields: Fields = Object.fromEntries(
  Object.entries(choices).map(([name, { values }]) => [kebab(name), choiceField(values)]),
);
const lockFields: Fields = { 'period-lock-date': day, 'end-of-year-lock-date': day };
const limitFields: Fields = {
  minute: wholeNumber,
  day: wholeNumber,
  concurrent: wholeNumber,
  'app-minute': wholeNumber,
};
const appFields: Fields = {
  id: plainText,
  name: plainText,
  kind: oneOf(['pkce', 'web', 'custom']),
  secret: plainText,
  redirects: words,
  organisation: plainText,
  scopes: words,
  'broad-scopes': flag,
};

export function readSettings(
  source: string,
): { readonly value: SettingsFile } | { readonly problems: readonly FileProblem[] } {
  return readYaml(source, (node, reading) => {
    const scalars = { ...choiceFields, ...lockFields };
    const map = mapOf(node, 'The settings', ['limits', 'apps', ...Object.keys(scalars)], reading);
    if (map === undefined) return undefined;
    const limits = readLimits(map.get('limits', true) as ParsedNode | undefined, reading);
    return {
      settings: camelKeys(readFields(map, scalars, reading)) as Partial<SandboxSettings>,
      ...(limits === undefined ? {} : { limits }),
      apps: readApps(map, reading),
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
  if (textOf(node) === 'off') return 'off';
  const map = mapOf(node, '`limits`, unless they are `off`,', Object.keys(limitFields), reading);
  return map === undefined ? undefined : { ...defaultLimits, ...camelKeys(readFields(map, limitFields, reading)) };
}

function readApps(map: YAMLMap, reading: Reading): readonly App[] {
  const node = map.get('apps', true) as ParsedNode | undefined;
  if (node === undefined) return [];
  const list = listAt(map, 'apps');
  if (list === undefined) reading.add(node, '`apps` must be a list; begin each app with `- id:`.');
  return (list ?? []).flatMap((item) => readApp(item, reading));
}

function readApp(node: ParsedNode, reading: Reading): readonly App[] {
  const map = mapOf(node, 'An app', Object.keys(appFields), reading);
  if (map === undefined) return [];
  const given = camelKeys(readFields(map, appFields, reading));
  const missing = ['id', 'kind'].filter((name) => !map.has(name));
  for (const name of missing) reading.add(node, `The app has no \`${name}\`.`);
  return missing.length > 0 ? [] : [{ name: given.id, ...given } as unknown as App];
}

function camelKeys(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const camel = (name: string) => name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [camel(name), value]));
}
