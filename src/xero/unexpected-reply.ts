/** A reply to a reading that is none of those expected. */

/** Its message is in Xero's own words, where there are any. */
export class UnexpectedReply extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnexpectedReply';
  }
}
