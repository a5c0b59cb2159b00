/** Resolves the fields that name one thing of the organisation: accounts, tax rates, items, themes, currencies. */

import type { Value } from '../../model/document.ts';
import type { NameKind } from '../../model/entity.ts';
import type { Facts } from '../../model/facts.ts';
import type { FindingKind } from '../../model/finding.ts';
import { foldKey } from '../../model/index-facts.ts';
import { subject, suggestion } from '../finding-text.ts';
import { resolveAccount } from './account.ts';
import { resolveKnownContact } from './known-contact.ts';
import { chooseOne, nearestOf, type Resolution, type ResolveField, type Unresolved } from './resolution.ts';
import { resolveTaxType } from './tax-type.ts';
import { resolveTrackingReference } from './tracking-reference.ts';

type Values = Map<string, Value>;

export const singleNames: Readonly<Partial<Record<NameKind, ResolveField>>> = {
  'account-code': (field, text, values, facts, names) =>
    settle(resolveAccount(text, facts, { names }), (account) => {
      if (account.code === '') return { code: 'resolve/account-without-code', params: { name: account.name } };
      put(values, field, text, account.code);
      return undefined;
    }),
  account: (field, text, values, facts, names) =>
    settle(resolveAccount(text, facts, { names, ids: true }), (account) =>
      move(values, field, `${field}.AccountID`, account.id),
    ),
  'tax-type': (field, text, values, facts, names) =>
    settle(resolveTaxType(text, facts, names), (rate) => put(values, field, text, rate.taxType)),
  item: (field, text, values, facts) => settle(resolveItem(text, facts), (item) => put(values, field, text, item.code)),
  'branding-theme': (field, text, values, facts) =>
    settle(resolveTheme(text, facts), (theme) => move(values, field, `${field}ID`, theme.id)),
  'known-contact': resolveKnownContact,
  'tracking-option': resolveTrackingReference,
  currency: (field, text, values) => put(values, field, text, text.trim().toUpperCase()),
};

export const singleNameKinds: readonly FindingKind[] = [
  {
    code: 'resolve/account-without-code',
    title: 'Account has no code',
    what: (finding) =>
      `${subject(finding)} is an account without a code, as bank accounts may be; a line cannot be posted to it.`,
    remedy: () => 'Name an ordinary account, or give the account a code in Xero.',
  },
  {
    code: 'resolve/unknown-item',
    title: 'Item not found',
    what: (finding) => `${subject(finding)}: the organisation has no item of this code.${suggestion(finding)}`,
    remedy: () => 'Correct the cell, or create the item in Xero first.',
  },
  {
    code: 'resolve/unknown-branding-theme',
    title: 'Branding theme not found',
    what: (finding) =>
      `${subject(finding)}: the organisation has no branding theme of this name.${suggestion(finding)}`,
    remedy: () => 'Correct the cell, or leave the field out for the standard theme.',
  },
  {
    code: 'resolve/ambiguous-branding-theme',
    title: 'Several branding themes match',
    what: (finding) => `${subject(finding)} is the name of several branding themes.`,
    remedy: () => 'Give BrandingThemeID in place of the name, or rename one of the themes in Xero.',
  },
];

function resolveItem(text: string, facts: Facts): Resolution<{ readonly code: string }> {
  const item = facts.item(text);
  const codes = { unknown: 'resolve/unknown-item', ambiguous: 'resolve/unknown-item' };
  return chooseOne(
    item === undefined ? [] : [item],
    (found) => found.code,
    codes,
    () =>
      nearestOf(
        text,
        facts.items,
        (other) => [other.code, other.name],
        (other) => other.code,
      ),
  );
}

function resolveTheme(text: string, facts: Facts): Resolution<{ readonly id: string; readonly name: string }> {
  const key = foldKey(text);
  const byId = facts.brandingThemes.find((theme) => foldKey(theme.id) === key);
  if (byId !== undefined) return { found: byId };
  const found = facts.brandingThemes.filter((theme) => foldKey(theme.name) === key);
  const codes = { unknown: 'resolve/unknown-branding-theme', ambiguous: 'resolve/ambiguous-branding-theme' };
  return chooseOne(
    found,
    (theme) => theme.name,
    codes,
    () =>
      nearestOf(
        text,
        facts.brandingThemes,
        (theme) => [theme.name],
        (theme) => theme.name,
      ),
  );
}

function settle<T>(resolution: Resolution<T>, apply: (found: T) => Unresolved | undefined): Unresolved | undefined {
  return 'found' in resolution ? apply(resolution.found) : resolution;
}

function put(values: Values, field: string, before: string, after: string): undefined {
  if (before !== after) values.set(field, after);
}

function move(values: Values, from: string, to: string, value: string): undefined {
  values.delete(from);
  values.set(to, value);
}
