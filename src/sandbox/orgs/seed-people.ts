/** Fills empty books with what an organisation has besides its ledger: users and budgets. */
import { instantOut } from '../books/calendar.ts';
import type { Store } from '../books/store.ts';
import { type JsonObject, jsonNumber } from '../json.ts';
import type { OrganisationData } from './organisation.ts';

type FixedId = (...names: readonly string[]) => string;

/** Lines `first name|last name|role|subscriber`. */
const people = `
Ada|Byron|FINANCIALADVISER|subscriber
Ben|Cole|STANDARD|
Cleo|Dunn|INVOICEONLY|`;

export function seedUsers(store: Store, data: OrganisationData, now: number, fixedId: FixedId): void {
  for (const [at, line] of people.trim().split('\n').entries()) {
    const [FirstName = '', LastName = '', OrganisationRole = '', mark = ''] = line.split('|');
    const EmailAddress = `${FirstName}.${LastName}@example.com`.toLowerCase();
    const UserID = fixedId(data.country, 'user', EmailAddress);
    const updated = now + at;
    const known = { UserID, EmailAddress, FirstName, LastName, UpdatedDateUTC: instantOut(updated) };
    const body = { ...known, IsSubscriber: mark === 'subscriber', OrganisationRole };
    store.put({ kind: 'Users', id: UserID, key: EmailAddress, updated, body });
  }
}

interface Place {
  readonly now: number;
  readonly fixedId: FixedId;
}

/** From 2025 to the end of next year: one budget for all, one for a tracking option. */
export function seedBudgets(store: Store, data: OrganisationData, { now, fixedId }: Place): void {
  const amounts: Readonly<Record<string, number>> = { 200: 24000, [data.purchasesAccount]: 9500, 400: 750 };
  const option = { Name: 'Region', Option: 'North' };
  const tracking = {
    TrackingCategoryID: fixedId(data.country, 'tracking', option.Name),
    TrackingOptionID: fixedId(data.country, 'tracking', option.Name, option.Option),
  };
  const all = { Type: 'OVERALL', Description: 'Overall Budget', Tracking: [], share: 1 };
  const north = { Type: 'TRACKING', Description: 'North', Tracking: [{ ...tracking, ...option }], share: 0.25 };
  for (const [at, { share, ...budget }] of [all, north].entries()) {
    const BudgetID = fixedId(data.country, 'budget', budget.Description);
    const updated = now + at;
    const BudgetLines = Object.entries(amounts).map(([AccountCode, amount]) =>
      budgetLine(store, AccountCode, amount * share, now),
    );
    const body = { BudgetID, Status: 'APPROVED', ...budget, UpdatedDateUTC: instantOut(updated), BudgetLines };
    store.put({ kind: 'Budgets', id: BudgetID, type: budget.Type, updated, body });
  }
}

const firstYear = 2025;

function budgetLine(store: Store, code: string, amount: number, now: number): JsonObject {
  const conditions = [{ column: 'key', operator: '=', value: code.toLowerCase() }] as const;
  const AccountID = store.select('Accounts', { conditions })[0]?.id;
  const years = Math.max(3, new Date(now).getUTCFullYear() + 2 - firstYear);
  const BudgetBalances = Array.from({ length: years * 12 }, (_, month) => ({
    Period: new Date(Date.UTC(firstYear, month, 1)).toISOString().slice(0, 7),
    Amount: jsonNumber(String(amount + month * 10)),
    Notes: '',
  }));
  return { ...(AccountID === undefined ? {} : { AccountID }), AccountCode: code, BudgetBalances };
}
