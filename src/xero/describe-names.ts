/** An organisation's own names that a job may write: accounts, tax rates, tracking, items, branding themes, currencies. */

import { formatDecimal } from '../model/decimal.ts';
import type { EntityShape, NameKind } from '../model/entity.ts';
import type { FactKind, OrganisationData } from '../model/facts.ts';

/** One list; each row is what a job writes, and what tells it from the others. */
export interface NameList {
  readonly kind: FactKind;
  /** `Accounts`. */
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The lists that the fields of an entity name, or all. What is archived or deleted is left out, as checks refuse it. */
export function describeNames(data: OrganisationData, entity?: EntityShape): readonly NameList[] {
  const wanted = entity === undefined ? undefined : kindsOf(entity);
  return LISTS.filter(({ kind }) => wanted === undefined || wanted.has(kind)).map(({ rows, ...list }) => ({
    ...list,
    rows: rows(data),
  }));
}

const KINDS: Readonly<Partial<Record<NameKind, FactKind>>> = {
  'account-code': 'accounts',
  account: 'accounts',
  'tax-type': 'taxRates',
  'branding-theme': 'brandingThemes',
  currency: 'currencies',
  item: 'items',
  'tracking-option': 'tracking',
};

function kindsOf({ fields, lines }: EntityShape): ReadonlySet<FactKind> {
  const kinds = [...fields, ...(lines?.fields ?? [])].flatMap(({ names }) => {
    const kind = names === undefined ? undefined : KINDS[names];
    return kind === undefined ? [] : [kind];
  });
  return new Set(lines?.tracking === true ? [...kinds, 'tracking'] : kinds);
}

type Lister = Omit<NameList, 'rows'> & { rows(data: OrganisationData): readonly (readonly string[])[] };

const LISTS: readonly Lister[] = [
  {
    kind: 'accounts',
    title: 'Accounts',
    columns: ['code', 'name', 'type', 'tax type'],
    rows: ({ accounts }) =>
      accounts.filter(isActive).map(({ code, name, type, taxType }) => [code, name, type, taxType]),
  },
  {
    kind: 'taxRates',
    title: 'Tax rates',
    columns: ['tax type', 'name', 'per cent'],
    rows: ({ taxRates }) =>
      taxRates
        .filter(isActive)
        .map(({ taxType, name, effectiveRate }) => [taxType, name, formatDecimal(effectiveRate)]),
  },
  {
    kind: 'tracking',
    title: 'Tracking',
    columns: ['category', 'option'],
    rows: ({ tracking }) =>
      tracking
        .filter(isActive)
        .flatMap(({ name, options }) => options.filter(isActive).map((option) => [name, option.name])),
  },
  {
    kind: 'items',
    title: 'Items',
    columns: ['code', 'name'],
    rows: ({ items }) => items.map(({ code, name }) => [code, name]),
  },
  {
    kind: 'brandingThemes',
    title: 'Branding themes',
    columns: ['name'],
    rows: ({ brandingThemes }) => brandingThemes.map(({ name }) => [name]),
  },
  {
    kind: 'currencies',
    title: 'Currencies',
    columns: ['code'],
    rows: ({ currencies }) => currencies.map((code) => [code]),
  },
];

function isActive({ status }: { readonly status: string }): boolean {
  return status === 'ACTIVE';
}
