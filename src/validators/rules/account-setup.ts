/** An account of the chart: what its type needs and keeps, what it cannot become, and the tax rate that it may have. */

import { accountClass } from '../../model/account-class.ts';
import type { Document } from '../../model/document.ts';
import type { AccountFact } from '../../model/facts.ts';
import { foldKey } from '../../model/index-facts.ts';
import { rateApplies } from '../../model/rate-applies.ts';
import type { CheckContext, Rule } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { param, subject } from '../finding-text.ts';
import { atField } from '../places.ts';

export const accountSetup: Rule = {
  name: 'account-setup',
  kinds: [
    {
      code: 'map/not-kept',
      title: 'Xero does not keep this',
      what: (finding) => `${subject(finding)}: Xero does not keep it of ${param(finding, 'of')}.`,
      remedy: () => 'Blank the cell, or correct what makes it so; the rest is saved as it is.',
    },
    {
      code: 'map/status-by-verb',
      title: 'A status of its own job',
      what: (finding) => `${subject(finding)}: this status is not reached by an import.`,
      remedy: (finding) =>
        `Leave the status out here, and use a job that begins with \`${param(finding, 'verb')}: ${param(finding, 'entity')}\`.`,
    },
    {
      code: 'account-code/renumbered',
      title: 'An account gets another code',
      what: (finding) =>
        `${subject(finding)}: no account has this code, but ${param(finding, 'account')} has the name, so its code changes.`,
      remedy: () =>
        'Nothing to do if that is meant; else give the account a name of its own, or map the code that Xero has.',
    },
    {
      code: 'account-code/fixed-type',
      title: 'The type of this account is fixed',
      what: (finding) =>
        `${subject(finding)}: the account ${param(finding, 'account')} is ${param(finding, 'kind')} of the type ${param(finding, 'type')}, which cannot change to this one.`,
      remedy: () => 'Leave the type as it is, or create another account.',
    },
  ],
  check(document, context) {
    if (context.entity.name !== 'Accounts') return;
    const before = accountBefore(document, context);
    const type = textOf(document.fields, 'Type') ?? before?.type;
    checkStatus(document, context);
    if (type === undefined) return;
    if (before === undefined && context.mode !== 'update') checkNeeded(document, context, type);
    if (before !== undefined) {
      checkCode(document, context, before);
      checkChange(document, context, before, type);
    }
    checkKept(document, context, type);
    checkTax(document, context, before, type);
  },
};

/** The account that an update is about, as the organisation has it. */
function accountBefore({ fields }: Document, { facts, mode }: CheckContext): AccountFact | undefined {
  if (mode === 'create') return undefined;
  const byId = facts.accountById(textOf(fields, 'AccountID') ?? '');
  const byCode = facts.accountsByCode(textOf(fields, 'Code') ?? '')[0];
  return byId ?? byCode ?? facts.accountsByName(textOf(fields, 'Name') ?? '')[0];
}

const VERBS: Readonly<Record<string, string>> = { ARCHIVED: 'archive', DELETED: 'delete' };

function checkStatus(document: Document, { labels, report }: CheckContext): void {
  const verb = VERBS[textOf(document.fields, 'Status') ?? ''];
  if (verb === undefined) return;
  report({ code: 'map/status-by-verb', ...atField(labels, document, 'Status'), params: { verb, entity: 'Accounts' } });
}

function checkNeeded(document: Document, { labels, report }: CheckContext, type: string): void {
  const [field, why] =
    type === 'BANK'
      ? ['BankAccountNumber', 'for every bank account']
      : ['Code', 'for every account but a bank account'];
  if (document.fields.has(field!)) return;
  report({ code: 'map/required', ...atField(labels, document, field!), params: { field: field!, why: why! } });
}

/** Found by its name alone. */
function checkCode(document: Document, { labels, report }: CheckContext, before: AccountFact): void {
  const code = textOf(document.fields, 'Code');
  if (document.fields.has('AccountID') || code === undefined || foldKey(code) === foldKey(before.code)) return;
  const place = atField(labels, document, 'Code');
  report({ code: 'account-code/renumbered', severity: 'WARNING', ...place, params: { account: told(before) } });
}

function checkChange(document: Document, context: CheckContext, before: AccountFact, type: string): void {
  if (type === before.type) return;
  const isSystem = before.systemAccount !== '';
  if (!isSystem && (type === 'BANK') === (before.type === 'BANK')) return;
  const params = {
    account: told(before),
    kind: isSystem ? 'a system account' : before.type === 'BANK' ? 'a bank account' : 'no bank account but',
    type: before.type,
  };
  context.report({ code: 'account-code/fixed-type', ...atField(context.labels, document, 'Type'), params });
}

const OF_BANKS = ['BankAccountNumber', 'BankAccountType', 'CurrencyCode'];

function checkKept(document: Document, { labels, report }: CheckContext, type: string): void {
  const [lost, of] =
    type === 'BANK' ? [['Description'], 'a bank account'] : [OF_BANKS, 'an account that is no bank account'];
  for (const field of lost!) {
    if (!document.fields.has(field)) continue;
    report({ code: 'map/not-kept', severity: 'WARNING', ...atField(labels, document, field), params: { of } });
  }
}

function checkTax(document: Document, context: CheckContext, before: AccountFact | undefined, type: string): void {
  const rate = context.facts.taxRate(textOf(document.fields, 'TaxType') ?? '');
  if (rate === undefined) return;
  const place = atField(context.labels, document, 'TaxType');
  const named = `${rate.taxType} (${rate.name})`;
  if (rate.status !== 'ACTIVE') {
    context.report({ code: 'tax-type/deleted', ...place, params: { rate: named } });
    return;
  }
  const ofClass = accountClass(type) ?? '';
  if (rateApplies(rate, ofClass)) return;
  const account = [textOf(document.fields, 'Code') ?? before?.code, textOf(document.fields, 'Name') ?? before?.name];
  const params = { rate: named, account: account.join(' ').trim(), class: ofClass.toLowerCase() };
  context.report({ code: 'tax-type/not-for-account', ...place, params });
}

function told({ code, name }: AccountFact): string {
  return `${code} ${name}`.trim();
}
