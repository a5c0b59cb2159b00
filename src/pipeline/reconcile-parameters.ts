/** The sheet Parameters: everything that a second person needs to do the reconciliation again. */

import { basename } from 'node:path';
import type { FilterCondition, FilterTest, MatchField } from '../model/job.ts';
import type { Reconciliation } from '../model/reconciliation.ts';
import type { MappedFile } from './read-source.ts';
import type { ImportedRows } from './reconcile-imported.ts';
import type { ReconcilePlan } from './reconcile-plan.ts';

export interface ParametersOf {
  readonly plan: ReconcilePlan;
  readonly files: readonly MappedFile[];
  readonly imported: ImportedRows | undefined;
  /** The day of the trial balance; undefined where no control account was compared. */
  readonly controlDay: string | undefined;
}

export function reconcileParameters({ plan, files, imported, controlDay }: ParametersOf): Reconciliation['parameters'] {
  const { job, facts, asAt, parts } = plan;
  const { organisation } = facts;
  const rows: (readonly [string, string])[] = [
    ['Organisation', organisation.name],
    ['Base currency', organisation.baseCurrency],
    ['Reconciled', job.of],
    ['Documents read', parts.map(({ entity }) => entity.name).join(', ')],
    ['As at', asAt ?? 'as the books stood when they were read'],
    ...files.map(({ file }) => ['File', `${basename(file.path)}, ${file.rows} rows, SHA-256 ${file.sha256}`] as const),
    ...importedParameters(imported),
    ['Filter', job.filter.map(conditionText).join('; ') || 'none'],
    ...(job.where === undefined ? [] : [['Where', job.where] as const]),
    ['Key', imported === undefined ? job.key.join(' and ') : 'the ID that the import got'],
    ['Then matched by', job.match.map(matchText).join(' and ') || 'nothing else'],
    ['Compared', plan.fields.flatMap(({ field, compared }) => (compared ? [field] : [])).join(', ')],
    ['Tolerance', `${job.tolerance} per amount`],
  ];
  if (!plan.ledger) return rows;
  const control = controlDay ?? 'not compared, since the filter leaves documents out';
  const rounding = 'each document at its own rate, rounded to 2 places, then added up';
  return [...rows, ['Trial balance as at', control], ['Base currency amounts', rounding]];
}

function importedParameters(imported: ImportedRows | undefined): readonly (readonly [string, string])[] {
  if (imported === undefined) return [];
  const { run, changed } = imported;
  const file = changed === undefined ? 'the files are the same today' : `${changed} is gone or was changed since`;
  return [['Rows of the import', `${run.id} of ${run.job}; ${file}`]];
}

function matchText({ field, withinDays }: MatchField): string {
  return withinDays === undefined ? field : `${field} within ${withinDays} ${withinDays === 1 ? 'day' : 'days'}`;
}

function conditionText({ field, tests }: FilterCondition): string {
  return `${field}: ${tests.map(testText).join(', ')}`;
}

function testText(test: FilterTest): string {
  switch (test.kind) {
    case 'any':
      return test.values.join(' or ');
    case 'not':
      return `not ${test.values.join(' or ')}`;
    case 'range':
      return [test.from === undefined ? '' : `from ${test.from}`, test.to === undefined ? '' : `to ${test.to}`]
        .join(' ')
        .trim();
    case 'month':
      return `month ${test.month}`;
    case 'above':
    case 'below':
      return `${test.kind} ${test.value}`;
    case 'blank':
      return test.blank ? 'blank' : 'not blank';
  }
}
