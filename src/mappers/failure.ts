/** Why a value could not be read: what a finding needs, but for the row. */

import type { TransformFailure } from '../model/transform.ts';

export interface Failure extends TransformFailure {
  /** The column at fault, where the value has several. */
  readonly column?: string;
  /** What that column's cell holds. */
  readonly value?: string;
}

export function failure(code: string, params: Readonly<Record<string, string>> = {}): Failure {
  return { code, params };
}

/** Neither cells nor values have a `code`. */
export function isFailure(result: unknown): result is Failure {
  return typeof result === 'object' && result !== null && 'code' in result;
}
