/** The control totals of a job of several sheets: its open items against the control accounts of the old books. */

import type { DocumentRecord } from '../../journal/run-store.ts';
import {
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  formatFixed,
  negate,
  roundHalfAway,
  subtract,
  ZERO,
} from '../../model/decimal.ts';
import type { Finding } from '../../model/finding.ts';
import type { MatchInput } from '../../model/matching.ts';
import { parseExactJson, textAt } from '../../xero/exact-json.ts';
import type { PreparedImport } from '../import-run.ts';

type Ledger = 'Receivables' | 'Payables';

/** What documents of a type add to their control account: bills and supplier credits with the sign of what is owed. */
const SIDES: Readonly<Record<string, readonly [ledger: Ledger, sign: 1 | -1]>> = {
  ACCREC: ['Receivables', 1],
  ACCRECCREDIT: ['Receivables', -1],
  ACCPAY: ['Payables', 1],
  ACCPAYCREDIT: ['Payables', -1],
};

/** Posted: others are not in the control account. */
const POSTED: readonly string[] = ['AUTHORISED', 'PAID'];
const PAGE = 500;

/** Findings of the whole run, one for each balance that is not met. @param balances ledger to exact decimal text */
export async function balanceFindings(
  balances: Readonly<Record<string, string>>,
  sheets: readonly PreparedImport[],
): Promise<readonly (Finding & { readonly seq: number })[]> {
  if (Object.keys(balances).length === 0) return [];
  const tally: Tally = { Receivables: ZERO, Payables: ZERO, unknown: 0 };
  for (const sheet of sheets) if (sheet.action === undefined) await addSheet(tally, sheet);
  return Object.entries(balances).flatMap(([name, expected]) => {
    const found = tally[name as Ledger];
    if (compare(found, decimal(expected)) === 0 && tally.unknown === 0) return [];
    const difference = formatFixed(subtract(found, decimal(expected)), 2);
    const params = {
      account: name,
      expected,
      found: formatFixed(found, 2),
      difference,
      unknown: String(tally.unknown),
    };
    return [{ code: 'totals/balances', severity: 'ERROR', ordinal: -1, row: 0, params, seq: 0 } as const];
  });
}

interface Tally {
  Receivables: Decimal;
  Payables: Decimal;
  /** Documents in a foreign currency without a rate: what they come to is not known. */
  unknown: number;
}

async function addSheet(tally: Tally, { store, connection, entity }: PreparedImport): Promise<void> {
  const { baseCurrency } = connection.facts.organisation;
  for (let after = 0; ; ) {
    const page = await store.documents({ after, limit: PAGE });
    if (page.length === 0) return;
    after = page.at(-1)!.seq;
    for (const document of page.filter((each) => each.entity === entity.name)) {
      const effect = entity.name === 'Payments' ? await paymentEffect(document, store) : documentEffect(document);
      if (effect === undefined) continue;
      const amount = inBase(effect, baseCurrency);
      if (amount === undefined) tally.unknown += 1;
      else tally[effect.ledger] = add(tally[effect.ledger], effect.sign === 1 ? amount : negate(amount));
    }
  }
}

interface Effect {
  readonly ledger: Ledger;
  readonly sign: 1 | -1;
  /** In the document's currency. */
  readonly amount: Decimal;
  /** "" for the organisation's own. */
  readonly currency: string;
  /** Units of the currency for one of the organisation's own; "" where unknown. */
  readonly rate: string;
}

function documentEffect({ type, totals, body = '{}' }: DocumentRecord): Effect | undefined {
  const [ledger, sign] = SIDES[type ?? ''] ?? [];
  const element = parseExactJson(body);
  if (ledger === undefined || sign === undefined || totals?.Total === undefined) return undefined;
  if (!POSTED.includes(textAt(element, 'Status'))) return undefined;
  const [currency = '', rate = ''] = ['CurrencyCode', 'CurrencyRate'].map((path) => textAt(element, path));
  return { ledger, sign, amount: decimal(totals.Total), currency, rate };
}

/** A payment takes off what it settles, at the rate of what it settles. */
async function paymentEffect(
  { match, totals }: DocumentRecord,
  store: PreparedImport['store'],
): Promise<Effect | undefined> {
  const target = match === undefined ? undefined : (JSON.parse(match) as MatchInput).target;
  if (target === undefined || totals?.Amount === undefined) return undefined;
  const { entity, id, number } = target;
  const found = id === undefined ? store.existingByNumber(entity, [number ?? '']) : store.existingById(entity, [id]);
  const settled = (await found).find(({ type }) => target.type === undefined || type === target.type);
  const [ledger, sign] = SIDES[settled?.type ?? ''] ?? [];
  if (ledger === undefined || sign === undefined) return undefined;
  const { currency = '', keys } = settled ?? {};
  return {
    ledger,
    sign: sign === 1 ? -1 : 1,
    amount: decimal(totals.Amount),
    currency,
    rate: keys?.CurrencyRate ?? '',
  };
}

function inBase({ amount, currency, rate }: Effect, base: string): Decimal | undefined {
  if (currency === '' || currency === base) return amount;
  return rate === '' ? undefined : roundHalfAway(divide(amount, decimal(rate), 8), 2);
}
