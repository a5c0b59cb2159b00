/** The lines of the page that lists every code that a report may show. */

import { join } from 'node:path';
import type { Finding, FindingKind } from '../src/model/finding.ts';

type Table = (head: readonly string[], rows: readonly (readonly string[])[]) => readonly string[];

/** Modules that export the kinds of findings, alone or inside rules. */
const FINDING_MODULES = [
  'src/mappers/findings.ts',
  'src/validators/catalogue.ts',
  'src/validators/pipeline-findings.ts',
  'src/validators/rules/index.ts',
];

/** By their codes. @param root folder of the project */
export async function findingKinds(root: string): Promise<readonly FindingKind[]> {
  const kinds = new Map<string, FindingKind>();
  for (const module of FINDING_MODULES) {
    const path = join(root, module);
    const values = Object.values((await import(path)) as Record<string, unknown>);
    for (const kind of values.filter(Array.isArray).flat().flatMap(kindsOf)) kinds.set(kind.code, kind);
  }
  return [...kinds.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function kindsOf(value: unknown): readonly FindingKind[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('code' in value && 'title' in value && 'remedy' in value) return [value as FindingKind];
  return 'kinds' in value && Array.isArray(value.kinds) ? value.kinds.flatMap(kindsOf) : [];
}

/** @param table writes a table of Markdown */
export function findingLines(kinds: readonly FindingKind[], table: Table): readonly string[] {
  const areas = [...new Set(kinds.map(({ code }) => code.split('/')[0]!))];
  return [
    'A report shows these codes in its column `Code`. What stands in ‹ › is filled in from your data.',
    ...areas.flatMap((area) => [
      '',
      `## ${area}`,
      '',
      ...table(
        ['Code', 'Means', 'What to do'],
        kinds
          .filter(({ code }) => code.startsWith(`${area}/`))
          .map((kind) => [`\`${kind.code}\``, kind.title, remedyOf(kind)]),
      ),
    ]),
  ];
}

/** The remedy with the parameters' names in place of values; a remedy that computes with them is left to the report. */
function remedyOf(kind: FindingKind): string {
  const params = new Proxy<Record<string, string>>({}, { get: (_, name) => `‹${String(name)}›` });
  const sample: Finding = {
    code: kind.code,
    severity: 'ERROR',
    ordinal: 0,
    row: 2,
    column: '‹column›',
    value: '‹value›',
    params,
  };
  try {
    return kind.remedy(sample);
  } catch {
    return 'The report says what to do, with the values at hand.';
  }
}
