/** What the organisation will hold once the earlier sheets of a job are in it, so that the later ones can be checked before anything is sent. */

import type { DocumentRecord, RunStore } from '../../journal/run-store.ts';
import { accountClass } from '../../model/account-class.ts';
import { add, type Decimal, decimal, divide, multiply, ZERO } from '../../model/decimal.ts';
import type {
  AccountFact,
  ContactFact,
  Facts,
  ItemFact,
  OrganisationData,
  TaxRateFact,
  TrackingFact,
} from '../../model/facts.ts';
import { foldKey, indexFacts } from '../../model/index-facts.ts';
import { plannedId } from '../../model/planned-id.ts';
import { type ExactObject, isObject, listAt, parseExactJson, textAt } from '../../xero/exact-json.ts';
import { toAccount, toContact, toItem } from '../../xero/read-facts.ts';

const PAGE = 500;

/** A prepared sheet, and where its records begin in the count of all that are planned. */
export interface PlannedSheet {
  readonly store: RunStore;
  /** Records planned by the sheets before. */
  readonly before: number;
}

/** Documents that will be created, with the identifier that stands for each. */
export async function* plannedDocuments({
  store,
  before,
}: PlannedSheet): AsyncGenerator<readonly { readonly id: string; readonly document: DocumentRecord }[]> {
  for (let after = 0; ; ) {
    const page = await store.documents({ after, limit: PAGE, state: 'ready' });
    if (page.length === 0) return;
    after = page.at(-1)!.seq;
    yield page.map((document) => ({ id: document.xeroId ?? plannedId(before + document.seq), document }));
  }
}

/** @param sheet whose settings, items and contacts are added */
export async function withPlanned(facts: Facts, sheet: PlannedSheet): Promise<Facts> {
  const lists = emptyLists();
  for await (const page of plannedDocuments(sheet)) {
    for (const { id, document } of page) plan(lists, id, document);
  }
  const tracking = lists.tracking.reduce(plannedTracking, facts.tracking);
  const data: OrganisationData = {
    ...facts,
    accounts: [...facts.accounts, ...lists.accounts],
    taxRates: [...facts.taxRates, ...lists.taxRates],
    items: [...facts.items, ...lists.items],
    contacts: [...facts.contacts, ...lists.contacts],
    currencies: [...new Set([...facts.currencies, ...lists.currencies])],
    tracking,
  };
  return indexFacts(data, facts.settings);
}

/** What a sheet adds, while it is gathered. */
interface Lists {
  readonly accounts: AccountFact[];
  readonly taxRates: TaxRateFact[];
  readonly items: ItemFact[];
  readonly contacts: ContactFact[];
  readonly currencies: string[];
  readonly tracking: PlannedTracking[];
}

interface PlannedTracking {
  readonly id: string;
  readonly name: string;
  /** Names of options that go by themselves. */
  readonly options: readonly string[];
}

function emptyLists(): Lists {
  return { accounts: [], taxRates: [], items: [], contacts: [], currencies: [], tracking: [] };
}

/** Only what later sheets may name; changes of what is there already hardly matter to them. */
function plan(lists: Lists, id: string, { entity, body, verb, followUps = '' }: DocumentRecord): void {
  const element = body === undefined ? undefined : parseExactJson(body);
  if (entity === 'TrackingCategories') {
    const bodies = (followUps === '' ? [] : JSON.parse(followUps)) as readonly string[];
    const options = bodies.map((line) => textAt(parseExactJson(line), 'Name'));
    lists.tracking.push({ id, name: textAt(element, 'Name'), options });
  }
  if (!isObject(element) || verb === 'update') return;
  if (entity === 'Accounts') lists.accounts.push(plannedAccount(element, id));
  else if (entity === 'TaxRates') lists.taxRates.push(plannedRate(element, id));
  else if (entity === 'Items') lists.items.push({ ...toItem(element), id });
  else if (entity === 'Contacts') lists.contacts.push({ ...toContact(element), id, status: 'ACTIVE' });
  else if (entity === 'Currencies') lists.currencies.push(textAt(element, 'Code'));
}

function plannedAccount(element: ExactObject, id: string): AccountFact {
  const own = toAccount(element);
  return { ...own, id, class: accountClass(own.type) ?? '', status: own.status === '' ? 'ACTIVE' : own.status };
}

/** Xero gives the code of a new rate, so that lines name it by its name; where it applies is seen once it is there. */
function plannedRate(element: ExactObject, id: string): TaxRateFact {
  const components = listAt(element, 'TaxComponents');
  const rateOf = (component: ExactObject) => decimal(textAt(component, 'Rate') || '0');
  const isCompound = (component: ExactObject) => textAt(component, 'IsCompound') === 'true';
  const plain = sum(components.filter((component) => !isCompound(component)).map(rateOf));
  const compound = components
    .filter(isCompound)
    .map((component) => multiply(rateOf(component), add(decimal('1'), divide(plain, decimal('100'), 8))));
  const everywhere = { assets: true, equity: true, expenses: true, liabilities: true, revenue: true };
  return {
    taxType: textAt(element, 'TaxType') || id,
    name: textAt(element, 'Name'),
    status: 'ACTIVE',
    effectiveRate: sum([plain, ...compound]),
    ...everywhere,
  };
}

function sum(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce((total, amount) => add(total, amount), ZERO);
}

function plannedTracking(
  known: readonly TrackingFact[],
  { id, name, options }: PlannedTracking,
): readonly TrackingFact[] {
  const added = options.map((option) => ({ id: '', name: option, status: 'ACTIVE' }));
  const held = known.find((category) => category.id === id || foldKey(category.name) === foldKey(name));
  if (held === undefined) return [...known, { id, name, status: 'ACTIVE', options: added }];
  return known.map((category) => (category === held ? { ...held, options: [...held.options, ...added] } : category));
}
