/** Finds the account that a cell means: by code, by name, or by ID. */

import type { AccountFact, Facts } from '../../model/facts.ts';
import type { FindingKind } from '../../model/finding.ts';
import { param, subject, suggestion } from '../finding-text.ts';
import { chooseOne, nearestOf, preferActive, type Resolution } from './resolution.ts';

export interface AccountQuery {
  /** Names count, not codes alone. */
  readonly names: boolean;
  /** IDs count as well. */
  readonly ids?: boolean;
}

export function resolveAccount(text: string, facts: Facts, query: AccountQuery): Resolution<AccountFact> {
  const byId = query.ids === true ? facts.accountById(text) : undefined;
  if (byId !== undefined) return { found: byId };
  const found = new Set(facts.accountsByCode(text));
  if (query.names) for (const account of facts.accountsByName(text)) found.add(account);
  const codes = { unknown: 'resolve/unknown-account', ambiguous: 'resolve/ambiguous-account' };
  return chooseOne(preferActive([...found]), describeAccount, codes, () =>
    nearestOf(
      text,
      facts.accounts.filter((account) => account.status === 'ACTIVE'),
      (account) => [account.code, account.name],
      describeAccount,
    ),
  );
}

export const accountKinds: readonly FindingKind[] = [
  {
    code: 'resolve/unknown-account',
    title: 'Account not found',
    what: (finding) => `${subject(finding)}: the organisation has no such account.${suggestion(finding)}`,
    remedy: () =>
      'Correct the cell, or translate it with a `lookup` in the job; an account is named by its code or its exact name.',
  },
  {
    code: 'resolve/ambiguous-account',
    title: 'Several accounts match',
    what: (finding) =>
      `${subject(finding)} means ${param(finding, 'count')} accounts: ${param(finding, 'candidates')}.`,
    remedy: () => 'Use the code of the account you mean.',
  },
];

function describeAccount(account: AccountFact): string {
  return account.code === '' ? account.name : `${account.code} ${account.name}`;
}
