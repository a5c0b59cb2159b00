/** A problem that stops the command and that the user can act on: shown as its message alone, without a stack. */

/** 1 usage, job file or configuration; 2 checks failed; 3 connection, sign-in or Xero unavailable; 5 interrupted or parked. */
export type RefusalExit = 1 | 2 | 3 | 5;

export class Refusal extends Error {
  /** `area/problem`, stable, e.g. `read/missing-file`. */
  readonly code: string;
  readonly exitCode: RefusalExit;
  /** When the obstacle will be gone, ms since the epoch, where that is known. */
  readonly until: number | undefined;

  /** @param message says where, what and what to do; it may have several lines. */
  constructor(code: string, message: string, exitCode: RefusalExit = 1, until?: number) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.exitCode = exitCode;
    this.until = until;
  }
}
