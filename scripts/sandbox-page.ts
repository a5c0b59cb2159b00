/** The lines of the page that says how true the sandbox is, from its own tables. */
import { faultKinds } from '../src/sandbox/faults/fault.ts';
import { kebab } from '../src/sandbox/read-settings.ts';
import { defaultLimits } from '../src/sandbox/server/limits.ts';
import { choices } from '../src/sandbox/settings.ts';
import { accountingOperations } from './operations/accounting-operations.ts';
import { type Operation, operations } from './sandbox-fidelity.ts';
import { belowRecords, loginOperations } from './sandbox-fidelity-around.ts';

type Table = (head: readonly string[], rows: readonly (readonly string[])[]) => readonly string[];

/** @param table writes a table of Markdown */
export function sandboxLines(table: Table): readonly string[] {
  return [
    ...introduction,
    ...Object.entries(operations).flatMap(([name, rows]) => ['', `## ${name}`, '', ...operationTable(rows, table)]),
    '',
    '## Files and notes',
    '',
    ...operationTable(belowRecords, table),
    '',
    '## Signing in',
    '',
    ...operationTable(loginOperations, table),
    ...appLines(table),
    ...around(table),
    ...choiceLines(table),
    ...limitLines(table),
    ...faultLines(table),
    ...absent(),
  ];
}

const introduction = [
  'How far a rehearsal in the [sandbox](../guide/sandbox.md) can be trusted: what it emulates, on what evidence, and what',
  'not. Tests ask for every operation below, drive the sandbox with the official SDK, and compare its replies with the',
  'fields of recorded ones.',
  '',
  '| Evidence | Means |',
  '| --- | --- |',
  "| published | Xero's documentation or its OpenAPI description says so |",
  '| recorded | replies that Xero gave show it |',
  '| reported | users of the API report it; texts of errors are mostly of this kind |',
  '| assumed | nobody says; it is what seemed likeliest, or a choice below |',
  '',
  'Every write is checked as a whole, kept or refused element by element, and posted to a double-entry ledger; the texts',
  "of errors are Xero's where one is recorded or reported, and the sandbox's own otherwise, so look for the refusal rather",
  'than for its words.',
];

function operationTable(rows: readonly Operation[], table: Table): readonly string[] {
  return table(
    ['Operation', 'Emulated', 'Evidence', 'Not emulated'],
    rows.map(({ call, of, does, evidence, lacks }) => {
      const where = of === undefined ? '' : ` ${of.split(' ').join(', ')}.`;
      return [`\`${call}\``, `${does}${where}`, evidence.join(', '), lacks ?? ''];
    }),
  );
}

function appLines(table: Table): readonly string[] {
  const rows = [
    ['PKCE', '`SANDBOX-PKCE-APP`', 'none'],
    ['web app; the only one with the deprecated broad scopes', '`SANDBOX-WEB-APP`', '`sandbox-token`'],
    ['custom connection to the first organisation', '`SANDBOX-CUSTOM-CONNECTION`', '`sandbox-token`'],
  ];
  return [
    '',
    'Apps that every sandbox knows; a settings file adds others:',
    '',
    ...table(['App', 'Client ID', 'Secret'], rows),
    '',
    'Scopes are enforced as published, for reading and for writing: granular ones, and the broad ones for the apps that',
    'may still have them. The access token `sandbox-token` opens every organisation with every scope.',
  ];
}

function around(table: Table): readonly string[] {
  const rows = [
    ['Envelope, dates, correlation ids', 'recorded', ''],
    ['summarizeErrors both ways; the 400 that names failures alone while the rest is saved', 'published, recorded', ''],
    [
      'where, order: the whole documented grammar with its errors',
      'published, reported',
      'functions that are not documented',
    ],
    ['401, 403, 404, 429, 500, 501, 503 in their forms', 'published, recorded', ''],
    ['Call limits with their headers', 'published, recorded', 'the lifted limits after a new connection'],
    ['Idempotency-Key: six minutes, replay, conflict', 'published, reported', ''],
    [
      'Webhooks with signature, intent to receive and retries',
      'published, reported',
      'subscriptions of apps by their scopes',
    ],
    ['Replies in XML, where the settings say so', 'published', 'requests in XML: refused with 400'],
  ];
  return ['', '## Around the endpoints', '', ...table(['Emulated', 'Evidence', 'Not emulated'], rows)];
}

function choiceLines(table: Table): readonly string[] {
  const rows = Object.entries(choices).map(([name, { values, about }]) => {
    const [usual, ...others] = values.map((value) => `\`${String(value)}\``);
    return [`\`${kebab(name)}\``, [`**${usual}**`, ...others].join(', '), about];
  });
  return [
    '',
    '## Choices',
    '',
    'What is not known is a choice, the first value being the default. A settings file makes another:',
    '`npx rowpost sandbox --settings FILE`. An import that should not depend on one is rehearsed under each of its values.',
    '',
    ...table(['Setting', 'Values', 'Decides'], rows),
    '',
    'Two more take a day: `period-lock-date` and `end-of-year-lock-date`, the last day of a locked period; none without.',
  ];
}

function limitLines(table: Table): readonly string[] {
  const { minute, day, concurrent, appMinute } = defaultLimits;
  const rows = [
    ['`minute`', String(minute), 'calls a minute, of an app to an organisation'],
    ['`day`', String(day), 'calls a day, of an app to an organisation; Xero allows 1000 in its smallest plan'],
    ['`concurrent`', String(concurrent), 'calls at once, of an app to an organisation'],
    ['`app-minute`', String(appMinute), 'calls a minute, of an app to all organisations'],
  ];
  return [
    '',
    '## Limits',
    '',
    'Under `limits` in a settings file; `limits: off` lifts them all.',
    '',
    ...table(['Limit', 'Default', 'Counts'], rows),
    '',
    'Bodies up to 10 MB; 500 items, one account and one tax rate a request; a list without pages up to 100,000 records.',
  ];
}

function faultLines(table: Table): readonly string[] {
  const rows = Object.entries(faultKinds).map(([kind, { options, about }]) => {
    return [`\`${kind}\``, options.map((option) => `\`${option}\``).join(', '), about];
  });
  const conditions = [
    ['`endpoint`', '`Invoices`', 'the first part of the path'],
    ['`method`', '`PUT`', ''],
    [
      '`path`',
      '`Invoices/*/Email`, `/connect/token`',
      '`*` within a part, `**` over parts; with a slash from the root',
    ],
    ['`organisation`', '`sandbox-gb`', 'its alias, name or tenant id'],
    ['`count`', '`3`, `2-4`', 'the first three calls that match, or the second to the fourth'],
    [
      '`probability`',
      '`0.05`',
      'the same calls in the same order meet the same faults; `seed` in the plan makes others',
    ],
    ['`once-per-key`', '`true`', 'an Idempotency-Key is struck once'],
  ];
  return [
    '',
    '## Faults',
    '',
    'What goes wrong on demand, by `npx rowpost sandbox --faults FILE`; the [guide](../guide/sandbox.md) has an example.',
    '',
    ...table(['`what`', 'Options', 'Does'], rows),
    '',
    '`saved: true` saves the call first. All conditions under `when` must hold:',
    '',
    ...table(['`when`', 'Such as', 'Means'], conditions),
  ];
}

const absent = (): readonly string[] => [
  '',
  '## Not emulated at all',
  '',
  ...missing(),
  '- Bodies in XML. Files, Assets, Projects, Payroll and the other APIs beside accounting.',
  "- Plans of organisations and of apps, their approval limits, users and their roles: the sandbox's user may do all.",
  '- Daily exchange rates, bank feeds, tax returns, and whatever people do in Xero itself.',
  "- Xero's speed. Replies come in milliseconds; latency is a fault.",
];

/** Of the operations of the Accounting API, those that no table above has. */
function missing(): readonly string[] {
  const shapeOf = (path: string) => path.replaceAll(/\{[^}]*\}/g, '{}');
  const emulated = new Set([...Object.values(operations).flat(), ...belowRecords].flatMap(callsOf).map(shapeOf));
  const calls = accountingOperations.map(({ method, path }) => `${method} ${path}`);
  const open = calls.filter((call) => !emulated.has(shapeOf(call))).map((call) => `\`${call}\``);
  return [
    `- Of [Xero's operations](operations.md): ${open.join(', ')}.`,
    '- An endpoint that is not above is answered by 404 in plain text; a report that is not, or a method that an endpoint',
    '  does not have, by 501, or for PATCH 404.',
  ];
}

/** `GET /Accounts/{id}/Attachments` for each method and endpoint of a row. */
function callsOf({ call, of = '' }: Operation): readonly string[] {
  const words = call.split(' ');
  const path = words.at(-1) ?? '';
  return words
    .slice(0, -1)
    .flatMap((method) => of.split(' ').map((name) => `${method} ${path.replace('{Endpoint}', name)}`));
}
