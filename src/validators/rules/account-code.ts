/** The account of a line must be in use and one that documents may be posted to. */

import type { AccountFact } from '../../model/facts.ts';
import { accountOfCode, documentSide, lineAccountCode } from '../../model/line-defaults.ts';
import type { CheckContext, Rule } from '../../model/rule.ts';
import { isOverpayment } from '../bank-account.ts';
import { param, subject } from '../finding-text.ts';
import { atLine } from '../places.ts';

/** Control accounts that Xero keeps itself. */
const CONTROL: ReadonlySet<string> = new Set([
  'BANKCURRENCYGAIN',
  'CREDITORS',
  'DEBTORS',
  'GST',
  'GSTONIMPORTS',
  'REALISEDCURRENCYGAIN',
  'TRACKINGTRANSFERS',
  'UNPAIDEXPCLM',
  'UNREALISEDCURRENCYGAIN',
]);

export const accountCode: Rule = {
  name: 'account-code',
  kinds: [
    {
      code: 'account-code/archived',
      title: 'Account is archived',
      what: (finding) => `${subject(finding)}: the account ${param(finding, 'account')} is archived.`,
      remedy: () => 'Use an account that is in use, or restore this one in Xero.',
    },
    {
      code: 'account-code/not-postable',
      title: 'Account takes no document lines',
      what: (finding) =>
        `${subject(finding)}: the account ${param(finding, 'account')} is ${param(finding, 'kind')}, which takes no lines of this document.`,
      remedy: () =>
        'Use an ordinary account; Xero fills its control accounts itself, and money on bank accounts moves by payments.',
    },
    {
      code: 'account-code/system-account',
      title: "Journal line on one of Xero's system accounts",
      what: (finding) =>
        `${subject(finding)}: ${param(finding, 'account')} is a system account, and Xero may refuse journals to it.`,
      remedy: () => 'Use an ordinary account where you can.',
    },
  ],
  check(document, context) {
    if (context.entity.lines?.arithmetic === undefined || isOverpayment(document)) return;
    const side = documentSide(context.entity.name, document.fields);
    for (const line of document.lines) {
      const code = lineAccountCode(line.values, context.facts, side);
      const account = code === undefined ? undefined : accountOfCode(code, context.facts);
      if (account === undefined) continue;
      const problem = problemOf(account, context);
      if (problem === undefined) continue;
      const place = atLine(context.labels, line, line.values.has('AccountCode') ? 'AccountCode' : 'ItemCode');
      const { kind, ...found } = problem;
      context.report({ ...found, ...place, params: { account: `${account.code} ${account.name}`, kind } });
    }
  },
};

interface Problem {
  readonly code: string;
  readonly severity?: 'WARNING';
  readonly kind: string;
}

function problemOf(account: AccountFact, context: CheckContext): Problem | undefined {
  if (account.status !== 'ACTIVE') return { code: 'account-code/archived', kind: 'archived' };
  const code = 'account-code/not-postable';
  if (account.type === 'BANK') return { code, kind: 'a bank account' };
  if (CONTROL.has(account.systemAccount)) return { code, kind: 'a control account of Xero' };
  const isJournal = context.entity.lines?.arithmetic === 'journal';
  if (!isJournal) return undefined;
  if (account.type === 'INVENTORY') return { code, kind: 'an inventory account' };
  const isSystem = account.systemAccount !== '';
  return isSystem ? { code: 'account-code/system-account', severity: 'WARNING', kind: 'a system account' } : undefined;
}
