/** A reply to a reading that is none of those expected. */

import { Refusal } from '../model/refusal.ts';

/** Its message is in Xero's own words, where there are any. */
export class UnexpectedReply extends Error {
  /** Of the HTTP reply; undefined where that was fine and what it held was not. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.name = 'UnexpectedReply';
    this.status = status;
  }
}

/**
 * What the reading gives, or nothing at all where Xero does not know the record: one that is still to be made.
 * Throws a Refusal for any other reply that cannot be read.
 */
export async function unlessUnknown<T>(reading: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof UnexpectedReply)) throw error;
    if (error.status === 404) return [];
    throw new Refusal(
      'xero/unexpected-reply',
      `Xero does not say what is there already: ${error.message}.\nRun the job again later: what is done is not done twice.`,
      3,
    );
  }
}
