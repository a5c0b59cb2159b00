/** Finds whom or what a filter names in the organisation's own records: contacts, accounts, branding themes. */

import type { AccountFact, ContactFact, Facts } from '../../model/facts.ts';
import { foldKey } from '../../model/index-facts.ts';
import { nearest } from '../../model/nearest.ts';
import type { Check, Condition } from './filter-check.ts';

export interface Resolved {
  readonly condition: Condition;
  readonly problems: readonly string[];
}

/** Names stand as IDs afterwards. A field that names nothing of the organisation's stays as it is. */
export function resolveCondition(condition: Condition, facts: Facts): Resolved {
  const kind = KINDS[condition.field.name];
  if (kind === undefined) return { condition, problems: [] };
  const problems: string[] = [];
  const idOf = (name: string): string | undefined => {
    const found = kind.find(facts, name);
    if (found.length === 1) return foldKey(found[0]!.id);
    problems.push(found.length === 0 ? unknown(kind, facts, name) : ambiguous(kind, name, found));
    return undefined;
  };
  const checks = condition.checks.map((check) => withIds(check, idOf));
  const field = { name: kind.field, type: 'id' as const, paths: [kind.field] };
  return { condition: { field, checks }, problems };
}

interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly status?: string;
}

interface Kind {
  /** The field that holds the ID. */
  readonly field: string;
  readonly what: string;
  find(facts: Facts, name: string): readonly Candidate[];
  similar(facts: Facts, name: string): readonly string[];
}

const KINDS: Readonly<Record<string, Kind>> = {
  Contact: {
    field: 'Contact.ContactID',
    what: 'contact',
    find: findContacts,
    similar: (facts, name) => {
      const alike = facts.similarContacts(name).map((contact) => contact.name);
      return alike.length > 0
        ? alike
        : nearest(
            name,
            facts.contacts.map((contact) => contact.name),
          );
    },
  },
  Account: {
    field: 'Account.AccountID',
    what: 'account',
    find: findAccounts,
    similar: (facts, name) =>
      nearest(
        name,
        facts.accounts.flatMap((account) => [account.code, account.name].filter((text) => text !== '')),
      ),
  },
  BrandingTheme: {
    field: 'BrandingThemeID',
    what: 'branding theme',
    find: (facts, name) =>
      facts.brandingThemes.filter((theme) => [theme.name, theme.id].some((text) => foldKey(text) === foldKey(name))),
    similar: (facts, name) =>
      nearest(
        name,
        facts.brandingThemes.map((theme) => theme.name),
      ),
  },
};

/** By ID, or by number or name; of several only those that are not archived, where there are any. */
function findContacts(facts: Facts, name: string): readonly ContactFact[] {
  const byId = facts.contactById(name);
  if (byId !== undefined) return [byId];
  const found = [...new Set([...facts.contactsByNumber(name), ...facts.contactsByName(name)])];
  const active = found.filter((contact) => contact.status === 'ACTIVE');
  return active.length > 0 ? active : found;
}

/** By ID, or by code or name. */
function findAccounts(facts: Facts, name: string): readonly AccountFact[] {
  const byId = facts.accountById(name);
  return byId !== undefined ? [byId] : [...new Set([...facts.accountsByCode(name), ...facts.accountsByName(name)])];
}

function withIds(check: Check, idOf: (name: string) => string | undefined): Check {
  if (check.kind !== 'among') return check;
  return { ...check, values: check.values.map(idOf).filter((id) => id !== undefined) };
}

function unknown({ what, similar }: Kind, facts: Facts, name: string): string {
  const near = similar(facts, name).slice(0, 3);
  const meant = near.length === 0 ? '' : ` Did you mean ${near.map((each) => `\`${each}\``).join(' or ')}?`;
  return `The organisation has no ${what} \`${name}\`.${meant}`;
}

function ambiguous({ what }: Kind, name: string, found: readonly Candidate[]): string {
  const listed = found.slice(0, 5).map(({ name: each, id, status }) => `${each} ${id}${status ? ` (${status})` : ''}`);
  return `The organisation has ${found.length} ${what}s \`${name}\`: ${listed.join(', ')}. Name one by its identifier.`;
}
