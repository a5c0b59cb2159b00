/** The reference page of a report: its columns, what filters it, and where its figures come from. */

import type { ReportSpec } from '../src/model/report-spec.ts';
import { describeReport } from '../src/xero/describe-fields.ts';

type Table = (head: readonly string[], rows: readonly (readonly string[])[]) => readonly string[];

/** Below docs/reference. */
export function reportPath({ name }: ReportSpec): string {
  return `reports/${name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}.md`;
}

export function reportLines(report: ReportSpec, table: Table): readonly string[] {
  const { note, parameters, scopes } = report;
  return [
    note,
    '',
    daysOf(report),
    '',
    '## Columns, under `columns`',
    '',
    ...table(
      ['Column', 'Is', 'Note'],
      describeReport(report)
        .filter(({ place }) => place === 'header')
        .map(({ field, type, note: about }) => [`\`${field}\``, type, about]),
    ),
    ...(parameters.length === 0
      ? []
      : [
          '',
          '## What `filter` takes',
          '',
          ...table(
            ['Name', 'Takes', 'Note'],
            parameters.map(({ name, type, values = [], note: about = '' }) => [
              `\`${name}\``,
              type === 'boolean' ? 'true, false' : values.join(', ') || type,
              about,
            ]),
          ),
        ]),
    '',
    '## Where it comes from',
    '',
    sourceOf(report),
    '',
    `Permissions: ${scopes.map((scope) => `\`${scope}\``).join(', ')}.`,
  ];
}

function daysOf({ source }: ReportSpec): string {
  const period = source.kind === 'report' && 'from' in source.days;
  return period
    ? 'Its days are `filter: { Date: { from: ..., to: ... } }`; without, it goes from the first of the month to `as-at`, today where that is left out, too.'
    : 'Its day is `as-at`; today where that is left out.';
}

function sourceOf({ source }: ReportSpec): string {
  if (source.kind === 'report') return `Xero's own report, \`GET ${source.path}\`: one call.`;
  return (
    'Worked out from the documents: what each had open on the day, later payments and credits added back. ' +
    'A call for every 1,000 approved documents, none for a contact. The sum of `Total` is the balance of the control account.'
  );
}
