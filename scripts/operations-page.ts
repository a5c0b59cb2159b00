/** The page that sets every call of Xero's Accounting API against the job that makes it. */

import type { Registry } from '../src/model/registry.ts';
import { type Answer, answerOperations, isMeant } from './operations/answer-operation.ts';
import { type ConnectorAction, connectorActions } from './operations/connector-actions.ts';
import { removed } from './operations/reasons.ts';

type Table = (head: readonly string[], rows: readonly (readonly string[])[]) => readonly string[];

/** More jobs of one verb than that are put together. */
const MOST_JOBS = 3;

/** @param table writes a table of Markdown */
export function operationLines(registry: Registry, table: Table): readonly string[] {
  const answers = answerOperations(registry);
  const own = answers.filter((answer) => !isShared(answer));
  const resources = [...new Set(own.map(resourceOf))];
  return [
    ...introduction(answers),
    '',
    '## What connectors do',
    '',
    'The actions that connectors of integration platforms offer, one record a call, and the job that does each over a',
    'spreadsheet.',
    '',
    ...table(
      ['Action', 'Its call', 'Job'],
      connectorActions.map((action) => [action.does, callText(action.call), instead(action, answers)]),
    ),
    ...resources.flatMap((resource) => [
      '',
      `## ${resource}`,
      '',
      ...table(['Call', 'Jobs', 'Note'], own.filter((answer) => resourceOf(answer) === resource).map(operationRow)),
    ]),
    '',
    '## Files and notes of records',
    '',
    ...table(['Call', 'Jobs', 'Note'], sharedRows(answers.filter(isShared))),
    '',
    '## What is no longer there',
    '',
    ...Object.entries(removed).map(([name, why]) => `- ${name}: ${why}`),
  ];
}

/** The jobs that do what an action does, as the page names them; empty where none does. */
export function instead({ call, verb, instead: said }: ConnectorAction, answers: readonly Answer[]): string {
  if (said !== undefined) return said;
  const meant = answers.filter(({ operation }) => isMeant(call, operation));
  return jobText(meant.flatMap(({ jobs }) => jobs).filter((job) => job.verb === verb));
}

function introduction(answers: readonly Answer[]): readonly string[] {
  const count = (...by: readonly Answer['by'][]) => answers.filter((answer) => by.includes(answer.by)).length;
  return [
    `Xero's Accounting API has ${answers.length} operations. Jobs make ${count('call')} of them, and do what`,
    `${count('form')} more do by another form of the call; for the other ${count('reason')} the note says what to do, or why not.`,
    'What has no job of its own can be sent as it stands with `raw: Requests`.',
    '',
    '`create` and `update` stand for `upsert`, too, which does both, and for `import` with `send: { mode: ... }`;',
    '`reconcile` reads what `export` does. So many records a request is what a job sends at first.',
  ];
}

function operationRow({ operation: { method, path }, jobs, note }: Answer): readonly string[] {
  return [callText(`${method} ${path}`), jobText(jobs), note];
}

/** What many records have below them. */
function isShared({ operation }: Answer): boolean {
  return /\/(?:Attachments|History)\b/.test(operation.path);
}

/** One row for all records of which the same is to be said. */
function sharedRows(answers: readonly Answer[]): readonly (readonly string[])[] {
  const rows = answers.map(({ operation: { method, path }, jobs, note }) => {
    const call = `${method} /*/*/${path.split('/').slice(3).join('/')}`;
    return { call, jobs, note, same: JSON.stringify([call, note, jobs.map(({ verb }) => verb)]) };
  });
  const groups = Map.groupBy(rows, ({ same }) => same).values();
  return [...groups].map((group) => [
    callText(group[0]!.call),
    jobText(group.flatMap(({ jobs }) => jobs)),
    group[0]!.note,
  ]);
}

function callText(call: string): string {
  return /^[A-Z]+ \//.test(call) ? `\`${call}\`` : call;
}

/** Verbs that do the same to many are put together. */
function jobText(jobs: Answer['jobs']): string {
  const byVerb = Map.groupBy(jobs, ({ verb }) => verb);
  const verbs = [...byVerb].map(([verb, own]) => ({
    verb,
    names: [...new Set(own.map(({ entity }) => entity))].sort(),
  }));
  const alike = Map.groupBy(verbs, ({ verb, names }) => (names.length > MOST_JOBS ? names.join(', ') : verb));
  return [...alike.values()].map(groupText).join(', ');
}

function groupText(group: readonly { readonly verb: string; readonly names: readonly string[] }[]): string {
  const [{ verb, names } = { verb: '', names: [] }] = group;
  if (names.length <= MOST_JOBS) return names.map((name) => `\`${verb}: ${name}\``).join(', ');
  return `${group.map((each) => `\`${each.verb}\``).join(', ')} of ${names.join(', ')}`;
}

function resourceOf({ operation }: Answer): string {
  return operation.path.split('/')[1] ?? '';
}
