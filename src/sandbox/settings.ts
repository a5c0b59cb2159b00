/** What a sandbox lets its owner choose: open questions of the published contract, and where no recording decides. */

/** One choice: its values, the default first, and what it decides. */
interface Choice<Value> {
  readonly values: readonly Value[];
  readonly about: string;
}

/** The choices by name; the reference page lists them. */
export const choices = {
  inclusiveTax: {
    values: ['net-rounded', 'tax-rounded'],
    about: 'Tax in a tax-inclusive line: the total less the rounded net, or the rounded tax itself.',
  },
  duplicateInBatch: {
    values: ['first-wins', 'both-fail'],
    about:
      'The same new number twice in one call: the first is saved and the second refused (or, for POST, updates it), or both are refused.',
  },
  resultOrder: {
    values: ['request', 'reversed'],
    about: 'Order of the elements in a reply to a bulk write.',
  },
  unknownTracking: {
    values: ['ignored', 'refused'],
    about: 'A tracking option nobody knows: dropped from the line without a word, or an error.',
  },
  zeroDiscount: {
    values: ['refused', 'accepted'],
    about: 'DiscountRate or DiscountAmount sent as 0: an error on the line total, or the same as no discount.',
  },
  billMatch: {
    values: ['number', 'number-and-contact', 'never'],
    about: "What a POST of a bill without an ID meets: the bill of that number, only that contact's, or nothing.",
  },
  lockDatesBindDrafts: {
    values: [true, false],
    about: 'Whether drafts, too, may not be dated within a locked period.',
  },
  concurrentProblem: {
    values: ['concurrent', 'none'],
    about: 'Value of X-Rate-Limit-Problem for too many calls at once; none leaves the header out.',
  },
  deletedNumbers: {
    values: ['held', 'free'],
    about:
      'The number of a deleted or voided sales invoice or credit note: held for ever, and a POST with it meets that document; or free again.',
  },
  suppliedTotals: {
    values: ['checked', 'ignored'],
    about: 'A Total sent with the lines: refused unless it is their sum, or left unread.',
  },
  roundingWithoutTotals: {
    values: ['refused', 'ignored'],
    about: 'A RoundingAmount on a draft, or without SubTotal, TotalTax and Total beside it: refused, or left unread.',
  },
  taxOverride: {
    values: ['up-to-line-amount', 'within-a-cent', 'ignored'],
    about:
      'A TaxAmount sent on a line: taken unless above the line amount, unless a cent off the rate, or left unread.',
  },
  longUnitAmounts: {
    values: ['rounded', 'refused'],
    about: 'A UnitAmount of more than four decimals: rounded, or refused with the texts on account and tax rate.',
  },
  paymentPost: {
    values: ['first', 'all'],
    about: 'POST of several payments: only the first is taken, or all of them.',
  },
  refundShownAs: {
    values: ['Invoice', 'CreditNote'],
    about: 'The field of a payment that shows the credit note it refunds.',
  },
  allocationContact: {
    values: ['same', 'any'],
    about: 'Whether a credit note goes to invoices of its own contact alone.',
  },
  reconciledTransactions: {
    values: ['fixed', 'editable'],
    about: 'Whether a bank transaction, transfer or batch payment can be changed or deleted once it is reconciled.',
  },
  attachmentMegabytes: {
    values: [10, 25, 3],
    about: 'The largest file that may be attached, in MB; the published pages say 10, 25 and 3.',
  },
  emailsPerDay: {
    values: [1000, 20, 0],
    about: 'Invoices that may be e-mailed in a day: those of a paying organisation, of a trial, of a demo company.',
  },
  defaultFormat: {
    values: ['json', 'xml'],
    about: 'The form of a reply to a call that does not accept JSON by name; that of Xero is XML.',
  },
  limitWindows: {
    values: ['fixed', 'rolling'],
    about:
      'Windows of call limits: forgotten as a whole at an instant of their own, or call by call as each grows old.',
  },
  refusalOrder: {
    values: ['gate-first', 'limits-first'],
    about:
      'A call whose app lacks the scope or the connection: refused with 401 or 403 and not counted, or counted, and refused with 429 first.',
  },
  sameKeyInFlight: {
    values: ['waits', 'refused'],
    about:
      'A second request under an Idempotency-Key whose first is being worked on: gets the reply of the first, or 409.',
  },
  keyScope: {
    values: ['app', 'organisation'],
    about: 'An Idempotency-Key used with two organisations: refused the second time as another request, or two keys.',
  },
  gateOrder: {
    values: ['organisation', 'scope'],
    about:
      'Which refusal comes first where both apply: 403 for an organisation not connected, or 401 for a scope missing.',
  },
  forbiddenKeys: {
    values: ['capital', 'lower'],
    about: 'Letter case of the keys in the body of a 403: as recorded since 2020, or as the documentation prints them.',
  },
  scopeChallenge: {
    values: ['insufficient_scope', 'insufficent_scope'],
    about: 'How WWW-Authenticate is spelt when a scope is missing; the second is what Xero is reported to send.',
  },
  customConnectionScope: {
    values: ['accepted', 'refused'],
    about: 'Whether a custom connection may name scopes when it asks for a token; some newer ones are refused.',
  },
  contactMatch: {
    values: ['number-name', 'name-number'],
    about:
      'Which finds a contact where no ContactID is given: its ContactNumber first and then its Name, or the other way.',
  },
  archivedName: {
    values: ['matched', 'ignored'],
    about: 'A POST that names an archived contact alone: meets that contact and is refused, or creates another one.',
  },
  contactNameLength: {
    values: [255, 500],
    about: 'The longest name of a contact; recent pages say 255, older ones 500.',
  },
  itemCodeQuotes: {
    values: ['doubled', 'single'],
    about: "Quotes around the code in the refusal of an item whose code is taken: ''abc'' as published, or 'abc'.",
  },
  archivedAccount: {
    values: ['restorable', 'final'],
    about: 'Whether an archived account can be set to ACTIVE again.',
  },
  journalSystemAccounts: {
    values: ['refused', 'all-but-control'],
    about: 'System accounts on the lines of a manual journal: all refused, or just receivables and payables.',
  },
  nullInFilter: {
    values: ['fails', 'no-match'],
    about:
      "A filter that calls a method of an empty field, such as Reference.Contains without Reference!=null before it: 500 for the whole call, or that record doesn't match.",
  },
  quotesInFilter: {
    values: ['doubled', 'backslash'],
    about: 'How a quotation mark is written within a text of a filter: twice, or after a backslash.',
  },
  agedReportDay: {
    values: ['end-of-month', 'today'],
    about: 'The day as at which AgedReceivablesByContact and AgedPayablesByContact report when none is asked for.',
  },
  agedReportCurrency: {
    values: ['base', 'document'],
    about: "The currency of the aged reports' amounts: the organisation's, or each document's own.",
  },
  agedReportCreditNotes: {
    values: [true, false],
    about: 'Whether the aged reports list credit notes, with negative amounts, beside invoices and bills.',
  },
} as const satisfies Readonly<Record<string, Choice<string | boolean | number>>>;

type Choices = { readonly [Name in keyof typeof choices]: (typeof choices)[Name]['values'][number] };

export interface SandboxSettings extends Choices {
  /** Last day of the locked period, `YYYY-MM-DD`. */
  readonly periodLockDate: string | undefined;
  /** Last day of the locked financial year, `YYYY-MM-DD`. */
  readonly endOfYearLockDate: string | undefined;
  /** Records that a list may hold unpaged, or look through by fields that are not optimised. */
  readonly highVolume: number;
}

/** The settings a sandbox has where its owner says nothing: the first value of each choice, and no lock dates. */
export const defaultSettings: SandboxSettings = {
  ...(Object.fromEntries(Object.entries(choices).map(([name, { values }]) => [name, values[0]])) as Choices),
  periodLockDate: undefined,
  endOfYearLockDate: undefined,
  highVolume: 100_000,
};
