/** What a command is made of, and what it may use of the outside world. */

import type { Keychain } from '../xero/auth/store/keychain.ts';

/** The outside world: handed in by main.ts, so that tests can run commands without a process. */
export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly pid: number;
  /** Whether a process of this machine exists; not given where that cannot be told. */
  readonly isAlive?: (pid: number) => boolean;
  /** Results. */
  readonly out: (text: string) => void;
  /** Progress and problems. */
  readonly err: (text: string) => void;
  /** Asks the user and resolves with the answer, which a secret's question does not show; left out where nobody is there. */
  readonly ask?: (question: string, secret: boolean) => Promise<string>;
  /** All of standard input. */
  readonly input?: () => Promise<string>;
  /** Opens an address in the user's browser; whether that could be tried. */
  readonly browse?: (url: string) => Promise<boolean>;
  /** The system's, which may be there or not. */
  readonly keychain?: Keychain;
  /** Progress may be redrawn. */
  readonly terminal: boolean;
  readonly columns: number;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Values by option name in camel case, as commander gives them. */
export type Options = Readonly<Record<string, string | boolean | undefined>>;

export interface Command {
  readonly name: string;
  /** `<job...>`, `[entity]`, or "". */
  readonly arguments: string;
  readonly summary: string;
  readonly options: readonly (readonly [flags: string, description: string])[];
  /** Shown under the help. */
  readonly example: string;
  /** Resolves with the exit code. Heavy modules are imported here, not at the head of the file. */
  run(args: readonly string[], options: Options, surroundings: Surroundings): Promise<number>;
}
