/** Checks a file that is to be attached: what Xero refuses of it, told before anything is sent. */

/** As it will be called in Xero. */
export interface AttachmentPlan {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** MIME type; undefined where nothing tells it. */
  readonly type: string | undefined;
  /** Shown with the online invoice. */
  readonly online: boolean;
  /** Of the record, where it has one: ACCREC, ACCRECCREDIT. */
  readonly recordType: string | undefined;
}

export interface AttachmentLimits {
  readonly largest: number;
}

export interface AttachmentProblem {
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Signs that are never seen, or turn round what is. */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}]/u;
/** Signs that Xero takes in no file's name; a name of dots alone would lead the request to another address. */
const FORBIDDEN = /^\.+$|[<>:"/\\|?*+\p{Cc}\p{Bidi_Control}]/u;
/** As long as most systems allow. */
const LONGEST_NAME = 255;
const MIME = /^[\w.+-]+\/[\w.+-]+(?:;.*)?$/;
const WITH_ONLINE_INVOICE = ['ACCREC', 'ACCRECCREDIT'];

export function checkAttachment(plan: AttachmentPlan, { largest }: AttachmentLimits): readonly AttachmentProblem[] {
  const { name, size, type, online, recordType } = plan;
  const problems: AttachmentProblem[] = [];
  const add = (code: string, params: Readonly<Record<string, string>> = {}) =>
    problems.push({ code, params: { name, ...params } });
  const sign = FORBIDDEN.exec(name)?.[0];
  if (sign !== undefined) add('map/file-name', { sign: visible(sign) });
  if (name.length > LONGEST_NAME) add('limit/file-name', { length: String(name.length), most: String(LONGEST_NAME) });
  if (size === 0) add('read/file-empty');
  if (size > largest) add('limit/file-size', { size: megabytes(size), most: megabytes(largest) });
  if (type === undefined || !MIME.test(type)) add('map/file-type', { type: type ?? '' });
  if (online && !WITH_ONLINE_INVOICE.includes(recordType ?? '')) add('map/not-online');
  return problems;
}

function visible(sign: string): string {
  return UNSEEN.test(sign) ? `character ${sign.charCodeAt(0)}` : sign;
}

/** `12.3 MB`, rounded up so that it never looks as small as the limit. */
function megabytes(bytes: number): string {
  const tenths = Math.ceil((bytes * 10) / (1024 * 1024));
  return `${tenths % 10 === 0 ? tenths / 10 : (tenths / 10).toFixed(1)} MB`;
}
