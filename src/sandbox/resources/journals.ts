/** Journals: every posting of the ledger, numbered in the order in which it was made, read only. */
import { dayOut, instantOut } from '../books/calendar.ts';
import type { Row } from '../books/database.ts';
import { type JsonObject, jsonNumber, objectsOf, textOf } from '../json.ts';
import { centsText } from '../ledger/base-cents.ts';
import { cashPostings } from '../ledger/cash-basis.ts';
import { type Posting, postingsBetween } from '../ledger/postings.ts';
import { fixedId } from '../orgs/seed.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { isAsked } from '../server/input.ts';
import { envelope, errorReply, notFound, type Reply } from '../server/reply.ts';

const most = 100;
const ever = '9999-12-31';

/** GET of those after `offset`, at most a hundred, on an accrual basis or of `paymentsOnly`; and of one by its ID or number. */
export const journals: Endpoint = (call) => {
  const [reference] = call.path;
  if (call.method !== 'GET' || call.path.length > 1) return undefined;
  return reference === undefined ? listReply(call) : oneReply(call, reference);
};

function listReply(call: Call): Reply {
  const given = call.query.get('offset') ?? '0';
  if (!/^\d{1,15}$/.test(given)) return errorReply(16, `The value '${given}' is not valid for offset.`);
  const since = call.modifiedSince ?? 0;
  const cash = isAsked(call, 'paymentsOnly') ? cashPostings(call.store, ever) : undefined;
  const counting = cash === undefined ? undefined : new Set(cash.map(({ journal }) => journal));
  const heads: Row[] = [];
  for (let after = Number(given); heads.length < most; ) {
    const rows = call.store.rows(
      `select * from journal where number > ? and created >= ? order by number limit ${most}`,
      after,
      since,
    );
    heads.push(...rows.filter(({ number }) => counting?.has(Number(number)) ?? true));
    if (rows.length < most) break;
    after = Number(rows.at(-1)?.number);
  }
  const shown = heads.slice(0, most);
  const [first, last] = [shown[0], shown.at(-1)].map((head) => Number(head?.number ?? 0));
  const lines = cash ?? postingsBetween(call.store, first ?? 0, last ?? 0);
  return envelope(call, { Journals: views(call, shown, lines) });
}

function oneReply(call: Call, reference: string): Reply {
  const column = /^\d+$/.test(reference) ? 'number' : 'id';
  const [head] = call.store.rows(`select * from journal where ${column} = ?`, reference.toLowerCase());
  if (head === undefined) return notFound();
  const number = Number(head.number);
  return envelope(call, { Journals: views(call, [head], postingsBetween(call.store, number, number)) });
}

function views(call: Call, heads: readonly Row[], lines: readonly Posting[]): readonly JsonObject[] {
  const byJournal = Map.groupBy(lines, ({ journal }) => journal);
  return heads.map((head) => journalView(call, head, byJournal.get(Number(head.number)) ?? []));
}

function journalView(call: Call, head: Row, lines: readonly Posting[]): JsonObject {
  const { id, date, number, created, reference, source, kind } = head;
  return {
    JournalID: String(id),
    JournalDate: dayOut(String(date)),
    JournalNumber: Number(number),
    CreatedDateUTC: instantOut(Number(created)),
    ...(reference === null ? {} : { Reference: String(reference) }),
    SourceID: String(source),
    SourceType: sourceType(String(kind), lines),
    JournalLines: lines.map((line, place) => lineView(call, `${id}`, place, line)),
  };
}

/** Xero names no source for credit that is set against an invoice; it is told with the refunds of such credit. */
function sourceType(kind: string, lines: readonly Posting[]): string {
  if (kind !== 'ALLOCATION') return kind;
  return (lines[0]?.net ?? 0n) > 0n ? 'ARCREDITPAYMENT' : 'APCREDITPAYMENT';
}

/** Only what a line bears of its own has a tax type. */
function lineView(call: Call, journal: string, place: number, line: Posting): JsonObject {
  const { net, tax = 0n, taxType, description = '', tracking } = line;
  const account = call.facts.accountById(line.account);
  const amount = (cents: bigint) => jsonNumber(centsText(cents));
  const rate = taxType === undefined ? undefined : call.facts.taxRate(taxType);
  return {
    JournalLineID: fixedId(journal, String(place)),
    AccountID: line.account,
    ...(account?.Code === undefined ? {} : { AccountCode: account.Code }),
    AccountType: account?.Type,
    AccountName: account?.Name,
    Description: description,
    NetAmount: amount(net),
    GrossAmount: amount(net + tax),
    TaxAmount: amount(tax),
    ...(taxType === undefined ? {} : { TaxType: taxType, TaxName: textOf(rate?.Name) ?? taxType }),
    TrackingCategories: tracking === undefined ? [] : objectsOf(JSON.parse(tracking)),
  };
}
