/** What a sandbox lets its owner choose: open questions of the published contract, lock dates, and where no recording decides. */
export interface SandboxSettings {
  /** Tax in a tax-inclusive line: total less the rounded net, or the rounded tax itself; they part on some cents at 20 %. */
  readonly inclusiveTax: 'net-rounded' | 'tax-rounded';
  /** The same new number twice in one call: the first is saved and the second refused (or, for POST, updates it), or both are refused. */
  readonly duplicateInBatch: 'first-wins' | 'both-fail';
  /** Order of the elements in a reply to a bulk write. */
  readonly resultOrder: 'request' | 'reversed';
  /** A tracking option nobody knows: dropped from the line without a word, or an error. */
  readonly unknownTracking: 'ignored' | 'refused';
  /** DiscountRate or DiscountAmount sent as 0: an error on the line total, or the same as no discount. */
  readonly zeroDiscount: 'refused' | 'accepted';
  /** What a POST of a bill without an ID meets: the bill of that number, only that contact's, or nothing. */
  readonly billMatch: 'number' | 'number-and-contact' | 'never';
  /** Whether drafts, too, may not be dated within a locked period. */
  readonly lockDatesBindDrafts: boolean;
  /** Value of X-Rate-Limit-Problem for too many calls at once; `none` leaves the header out. */
  readonly concurrentProblem: 'concurrent' | 'none';
  /** Last day of the locked period, `YYYY-MM-DD`. */
  readonly periodLockDate: string | undefined;
  /** Last day of the locked financial year, `YYYY-MM-DD`. */
  readonly endOfYearLockDate: string | undefined;
}

/** The settings a sandbox has where its owner says nothing. */
export const defaultSettings: SandboxSettings = {
  inclusiveTax: 'net-rounded',
  duplicateInBatch: 'first-wins',
  resultOrder: 'request',
  unknownTracking: 'ignored',
  zeroDiscount: 'refused',
  billMatch: 'number',
  lockDatesBindDrafts: true,
  concurrentProblem: 'concurrent',
  periodLockDate: undefined,
  endOfYearLockDate: undefined,
};
