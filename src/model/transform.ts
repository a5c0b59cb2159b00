/** A transform: one step between a cell and a field, named in a job's `then`. */

import type { Decimal } from './decimal.ts';
import type { Cell } from './source-row.ts';

/** What a transform may ask of the value's declared or proven formats. */
export interface TransformContext {
  /** The cell as an amount in the value's number style; undefined where it is none. */
  number(cell: Cell): Decimal | undefined;
  /** The cell as a calendar day `YYYY-MM-DD` in the value's date pattern; undefined where it is none. */
  date(cell: Cell): string | undefined;
}

/** Why a transform could not be applied: the code of a finding and its parameters. */
export interface TransformFailure {
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
}

export interface Transform {
  /** The word in the job file: `trim`, `replace`, `add-days`. */
  readonly name: string;
  /** How many arguments it takes; a single one may stand without a list. */
  readonly args: readonly { readonly name: string; readonly kind: 'text' | 'whole' | 'decimal' | 'regex' }[];
  /** A sentence for the reference page. */
  readonly note: string;
  /** Arguments are checked against `args` before; a text that says what is wrong refuses the job (a regex that does not compile). */
  compile(args: readonly string[]): ApplyTransform | string;
}

/** Never called with a blank cell. */
export type ApplyTransform = (cell: Cell, context: TransformContext) => Cell | { readonly failure: TransformFailure };
