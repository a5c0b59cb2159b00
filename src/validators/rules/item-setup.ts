/** An item of the price list: what a tracked one needs, which accounts and tax rates it may have, and what Xero would not keep. */

import type { Document } from '../../model/document.ts';
import type { AccountFact } from '../../model/facts.ts';
import { accountOfCode } from '../../model/line-defaults.ts';
import type { CheckContext, Rule } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { param, subject } from '../finding-text.ts';
import { atField } from '../places.ts';

const ASSET = 'InventoryAssetAccountCode';
const COST = 'PurchaseDetails.COGSAccountCode';
const PURCHASES = 'PurchaseDetails.AccountCode';

export const itemSetup: Rule = {
  name: 'item-setup',
  kinds: [
    {
      code: 'map/tracked-item',
      title: 'A tracked item lacks an account',
      what: (finding) => `${subject(finding)}: a tracked item needs ${param(finding, 'needs')} as well.`,
      remedy: () =>
        `Give ${ASSET} and ${COST} together, or neither: with them Xero tracks the item's stock, and cannot stop doing so.`,
    },
    {
      code: 'account-code/wrong-kind',
      title: 'Not an account for this field',
      what: (finding) =>
        `${subject(finding)}: the account ${param(finding, 'account')} is not ${param(finding, 'wanted')}.`,
      remedy: () => 'Use an account of that kind; `export: Accounts` lists them with their types.',
    },
  ],
  check(document, context) {
    if (context.entity.name !== 'Items') return;
    for (const side of SIDES) checkSide(document, context, side);
    checkTracking(document, context);
    checkKind(document, context, ASSET, 'an account of the type INVENTORY', ({ type }) => type === 'INVENTORY');
    checkKind(document, context, COST, 'an expense account', (account) => account.class === 'EXPENSE');
  },
};

/** What belongs to the sale of an item, or to its purchase. */
interface Side {
  readonly flag: string;
  readonly details: string;
  readonly description: string;
  readonly without: string;
}

const SIDES: readonly Side[] = [
  { flag: 'IsSold', details: 'SalesDetails', description: 'Description', without: 'an item that is not sold' },
  {
    flag: 'IsPurchased',
    details: 'PurchaseDetails',
    description: 'PurchaseDescription',
    without: 'an item that is not purchased',
  },
];

function checkSide(document: Document, context: CheckContext, side: Side): void {
  const { labels, report } = context;
  for (const field of document.fields.keys()) {
    if (field !== side.description && !field.startsWith(`${side.details}.`)) continue;
    if (document.fields.get(side.flag) === false) {
      const params = { of: side.without };
      report({ code: 'map/not-kept', severity: 'WARNING', ...atField(labels, document, field), params });
    }
    if (field.endsWith('AccountCode')) checkInUse(document, context, field);
    if (field.endsWith('.TaxType')) checkRate(document, context, field);
  }
}

function checkInUse(document: Document, { facts, labels, report }: CheckContext, field: string): void {
  const account = accountOfCode(textOf(document.fields, field) ?? '', facts);
  if (account === undefined || account.status === 'ACTIVE') return;
  report({ code: 'account-code/archived', ...atField(labels, document, field), params: { account: told(account) } });
}

function checkRate(document: Document, { facts, labels, report }: CheckContext, field: string): void {
  const rate = facts.taxRate(textOf(document.fields, field) ?? '');
  if (rate === undefined || rate.status === 'ACTIVE') return;
  const params = { rate: `${rate.taxType} (${rate.name})` };
  report({ code: 'tax-type/deleted', ...atField(labels, document, field), params });
}

/** Of an item that exists only what is changed is given, so that one account may stand alone. */
function checkTracking(document: Document, { facts, labels, mode, report }: CheckContext): void {
  const { fields } = document;
  const isNew = mode === 'create' || (mode === 'upsert' && facts.item(textOf(fields, 'Code') ?? '') === undefined);
  const [asset, cost] = [fields.has(ASSET), fields.has(COST)];
  if (isNew && asset !== cost) {
    const [given, needs] = asset ? [ASSET, COST] : [COST, ASSET];
    report({ code: 'map/tracked-item', ...atField(labels, document, given), params: { needs } });
  }
  if (!(asset || cost) || !fields.has(PURCHASES)) return;
  const params = { of: `a tracked item, whose purchases go to ${ASSET}` };
  report({ code: 'map/not-kept', ...atField(labels, document, PURCHASES), params });
}

function checkKind(
  document: Document,
  { facts, labels, report }: CheckContext,
  field: string,
  wanted: string,
  fits: (account: AccountFact) => boolean,
): void {
  const account = accountOfCode(textOf(document.fields, field) ?? '', facts);
  if (account === undefined || account.status !== 'ACTIVE' || fits(account)) return;
  const params = { account: told(account), wanted };
  report({ code: 'account-code/wrong-kind', ...atField(labels, document, field), params });
}

function told({ code, name }: AccountFact): string {
  return `${code} ${name}`.trim();
}
