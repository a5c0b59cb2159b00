/** What `npm ci` needs of package-lock.json, on any machine and from any registry. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const ROOT = new URL('../../', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as Locked;
const { packages } = JSON.parse(readFileSync(new URL('package-lock.json', ROOT), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const entries = Object.entries(packages);

/** Where Node would find a package, seen from another: beside it, else further up. */
function isLocked(from: string, name: string): boolean {
  if (`${from}/node_modules/${name}` in packages) return true;
  const up = from.lastIndexOf('/node_modules/');
  return up < 0 ? `node_modules/${name}` in packages : isLocked(from.slice(0, up), name);
}

test('it locks what package.json asks for', () => {
  expect(packages['']).toMatchObject({
    dependencies: manifest.dependencies,
    devDependencies: manifest.devDependencies,
  });
});

test('it holds the packages of other platforms too: an install drops those that its registry lacks', () => {
  const missing = entries.flatMap(([path, locked]) =>
    Object.keys({ ...locked.dependencies, ...locked.optionalDependencies })
      .filter((name) => !isLocked(path, name))
      .map((name) => `${name}, which ${path} asks for`),
  );
  expect(missing).toEqual([]);
});

test('it names no registry, and seals every package but those for other platforms', () => {
  expect(entries.filter(([, { resolved }]) => resolved?.includes('://'))).toEqual([]);
  const open = entries.filter(([path, { integrity, link }]) => path.startsWith('node_modules/') && !integrity && !link);
  expect(open.filter(([, { optional, os }]) => !(optional && os))).toEqual([]);
});
