/** What the reply to a write says of each document sent. */

/** One document of a request, in the order sent. */
export interface ReplyMember {
  /** The document's sequence number in its run. */
  readonly document: number;
  readonly number?: string;
  /** Where it was sent with its ID. */
  readonly id?: string;
  /** Header fields as sent, by path (`Reference`, `Date`, `Contact.ContactID`, `Amount`): what an element without number is recognised by. */
  readonly echo?: Readonly<Record<string, string>>;
  /** The element as sent, by which those are told apart whose header fields are all equal. */
  readonly body?: string;
}

export interface ReplyMessage {
  readonly text: string;
  readonly warning: boolean;
}

export interface MemberReading {
  readonly document: number;
  /** `missing`: the reply does not tell; the document has to be looked up. */
  readonly outcome: 'saved' | 'warned' | 'rejected' | 'missing';
  readonly id?: string;
  /** Of what was made within a record: an allocation. */
  readonly innerId?: string;
  /** As Xero has it now, which for sales invoices without number is Xero's own. */
  readonly number?: string;
  readonly messages: readonly ReplyMessage[];
}

export interface WholeProblem {
  /** `in-flight`: the same request is still being worked on. */
  readonly kind: 'bad-request' | 'too-large' | 'server-error' | 'key-conflict' | 'in-flight' | 'malformed';
  /** Xero's words, one line of at most 300 characters. */
  readonly message: string;
}

/** Either a reading per member, in their order, or one problem for all. */
export type ReplyReading = { readonly members: readonly MemberReading[] } | { readonly whole: WholeProblem };
