/** Reads the command line, runs the command, and turns whatever goes wrong into a sentence and an exit code. */

import { Command as Commander, CommanderError, Option } from 'commander';
import { Refusal } from '../model/refusal.ts';
import type { Command, Options, Surroundings } from './command.ts';
import { commands } from './commands/index.ts';
import { plainText } from './plain-text.ts';
import { systemRefusal } from './system-refusal.ts';
import { withoutValue } from './unknown-option.ts';
import { VERSION } from './version.ts';

/** Columns of the help at most, for lines that can be read. */
const HELP_WIDTH = 100;

const EVERYWHERE: Command['options'] = [
  ['--home <dir>', 'workspace folder (default: ROWPOST_HOME or .rowpost)'],
  ['--api-url <url>', "a server to use instead of the organisation's own"],
  ['--trace <file>', 'writes each call to Xero there, masked'],
  ['--trace-data', 'leaves personal data in the trace'],
];

/** Known everywhere, and shown by the commands that are about it. */
const UNSHOWN = ['--identity-url <url>', '--yes'];

/** Resolves with the exit code; never rejects. */
export async function runCommandLine(args: readonly string[], given: Surroundings): Promise<number> {
  const surroundings = plainly(given);
  let code = 0;
  const program = createProgram(surroundings, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, surroundings);
  }
}

/** The same, where all that is printed or asked is plain text. */
function plainly(surroundings: Surroundings): Surroundings {
  const { out, err, ask } = surroundings;
  return {
    ...surroundings,
    out: (text) => out(plainText(text)),
    err: (text) => err(plainText(text)),
    ...(ask === undefined ? {} : { ask: (question: string, secret: boolean) => ask(plainText(question), secret) }),
  };
}

function createProgram(surroundings: Surroundings, done: (code: number) => void): Commander {
  const program = new Commander('rowpost')
    .description('Imports spreadsheets into Xero: every row is checked before, and reported after.')
    .version(VERSION)
    .exitOverride()
    .addHelpOption(new Option('-h, --help').hideHelp())
    .showHelpAfterError('See rowpost --help.')
    .configureHelp({
      visibleCommands: ({ commands: all }) => [...all],
      helpWidth: Math.min(surroundings.columns, HELP_WIDTH),
      subcommandTerm: (sub) => `${sub.name()} ${sub.usage().replace(/\[options\] ?/, '')}`.trimEnd(),
    })
    .configureOutput({ writeOut: surroundings.out, writeErr: surroundings.err, outputError })
    .addHelpText('after', '\nExample:\n  rowpost run jobs/import-sales-invoices.yaml');
  for (const command of commands) {
    const sub = program.command(`${command.name} ${command.arguments}`.trim()).description(command.summary);
    for (const [flags, description] of [...command.options, ...EVERYWHERE]) sub.option(flags, description);
    for (const flags of UNSHOWN) {
      if (!command.options.some(([known]) => known === flags)) sub.addOption(new Option(flags).hideHelp());
    }
    sub.addHelpOption(new Option('-h, --help').hideHelp()).addHelpText('after', `\nExample:\n  ${command.example}`);
    sub.showHelpAfterError(`See rowpost ${command.name} --help.`);
    sub.exitOverride().action(async (...parsed: unknown[]) => {
      const options = parsed.at(-2) as Options;
      const positional = parsed
        .slice(0, -2)
        .flat()
        .filter((value) => value !== undefined) as string[];
      done(await command.run(positional, options, surroundings));
    });
  }
  return program;
}

function outputError(message: string, write: (text: string) => void): void {
  write(withoutValue(message));
}

function explain(error: unknown, surroundings: Surroundings): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
  if (error instanceof Refusal) {
    surroundings.err(`${error.message}\n`);
    return error.exitCode;
  }
  if (surroundings.signal.aborted) {
    surroundings.err('Stopped. `rowpost runs` shows whether a run is unfinished, and how to go on.\n');
    return 5;
  }
  const refusal = systemRefusal(error);
  if (refusal !== undefined) {
    surroundings.err(`${refusal}\n`);
    return 1;
  }
  const message = error instanceof Error ? error.message : String(error);
  surroundings.err(
    `rowpost has a fault of its own and stopped: ${message}\nPlease report it with the command that you ran.\n`,
  );
  return 1;
}
