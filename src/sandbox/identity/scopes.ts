/** Scopes as data: which of them open which endpoint, which an app may ask for, and what each means in words. */

/** A part of the API that a scope opens for writing, and the same scope with `.read` for reading. */
interface Area {
  readonly scope: string;
  /** First path segments, separated by blanks. */
  readonly endpoints: string;
  readonly words: string;
  /** The deprecated scope that opens it as well. */
  readonly broad?: string;
  /** There is no scope to write. */
  readonly readOnly?: true;
  /** There is no scope to read alone. */
  readonly whole?: true;
}

const transactions = 'accounting.transactions';
const services = 'paymentservices';
const areas: readonly Area[] = [
  {
    scope: 'accounting.invoices',
    endpoints: 'Invoices CreditNotes Quotes PurchaseOrders RepeatingInvoices LinkedTransactions',
    words: 'invoices, bills, credit notes, quotes and purchase orders',
    broad: transactions,
  },
  { scope: 'accounting.invoices', endpoints: 'Items', words: '' },
  {
    scope: 'accounting.payments',
    endpoints: 'Payments BatchPayments Overpayments Prepayments',
    words: 'payments, overpayments and prepayments',
    broad: transactions,
  },
  {
    scope: 'accounting.banktransactions',
    endpoints: 'BankTransactions BankTransfers',
    words: 'bank transactions and transfers',
    broad: transactions,
  },
  { scope: 'accounting.manualjournals', endpoints: 'ManualJournals', words: 'manual journals', broad: transactions },
  { scope: transactions, endpoints: 'Receipts ExpenseClaims', words: 'all business transactions (deprecated)' },
  {
    scope: 'accounting.settings',
    endpoints:
      'Accounts TaxRates TrackingCategories Items Currencies Organisation Organisations Users BrandingThemes InvoiceReminders Setup',
    words: 'the chart of accounts, tax rates, tracking, items and other settings',
  },
  { scope: 'accounting.contacts', endpoints: 'Contacts ContactGroups', words: 'contacts and contact groups' },
  { scope: 'accounting.attachments', endpoints: '', words: 'attached files' },
  { scope: 'accounting.journals', endpoints: 'Journals', words: 'journals', readOnly: true },
  { scope: 'accounting.budgets', endpoints: 'Budgets', words: 'budgets', readOnly: true },
  { scope: services, endpoints: 'PaymentServices', words: 'ways to pay online', whole: true },
];

/** Report names by the last word of their scope. */
const reports: Readonly<Record<string, string>> = {
  aged: 'AgedReceivablesByContact AgedPayablesByContact',
  balancesheet: 'BalanceSheet',
  banksummary: 'BankSummary',
  budgetsummary: 'BudgetSummary',
  executivesummary: 'ExecutiveSummary',
  profitandloss: 'ProfitAndLoss',
  trialbalance: 'TrialBalance',
  tenninetynine: 'TenNinetyNine',
  taxreports: '',
};

const signIn: Readonly<Record<string, string>> = {
  openid: 'Know who you are in this sandbox',
  profile: 'See your name',
  email: 'See your email address',
  offline_access: 'Stay connected while you are away',
};
const broadReports = 'accounting.reports.read';
const broadScopes: ReadonlySet<string> = new Set([transactions, `${transactions}.read`, broadReports]);
/** Scopes of APIs that the sandbox does not have; an app may ask for them and gets nothing more. */
const elsewhere = `files files.read assets assets.read projects projects.read payroll.employees payroll.employees.read
payroll.payruns payroll.payruns.read payroll.payslip payroll.payslip.read payroll.timesheets payroll.timesheets.read
payroll.settings payroll.settings.read`.split(/\s+/);

/** Every scope there is. */
export const allScopes: ReadonlySet<string> = new Set([
  ...Object.keys(signIn),
  ...areas.flatMap(scopesOfArea),
  ...Object.keys(reports).map((name) => `accounting.reports.${name}.read`),
  broadReports,
  ...elsewhere,
]);

/** The scopes of apps that may not ask for broad ones: those made from 2 March 2026. */
export const granularScopes: ReadonlySet<string> = allScopes.difference(broadScopes);

/** Whether the scope concerns an organisation, and not the person who signs in. */
export function concernsOrganisation(scope: string): boolean {
  return !Object.hasOwn(signIn, scope);
}

/**
 * Whether scopes allow a call. Endpoints without a scope of their own are allowed: nothing answers there.
 * @param path segments after `/api.xro/2.0/`
 */
export function allows(scopes: ReadonlySet<string>, method: string, path: readonly string[]): boolean {
  const open = opening(path.map((segment) => segment.toLowerCase()));
  const reads = method === 'GET' || method === 'HEAD';
  return open.length === 0 || open.some((scope) => scopes.has(scope) || (reads && scopes.has(`${scope}.read`)));
}

function scopesOfArea({ scope, readOnly, whole }: Area): readonly string[] {
  return [...(readOnly === true ? [] : [scope]), ...(whole === true ? [] : [`${scope}.read`])];
}

/** What a scope lets an app do, for the one who is asked. */
export function inWords(scope: string): string {
  if (Object.hasOwn(signIn, scope)) return signIn[scope] ?? scope;
  const reads = scope.endsWith('.read');
  const base = reads ? scope.slice(0, -'.read'.length) : scope;
  const report = base.startsWith('accounting.reports') ? base.slice('accounting.reports.'.length) : undefined;
  if (report !== undefined) return report === '' ? 'View all reports (deprecated)' : `View reports: ${report}`;
  const words = areas.find((area) => area.scope === base)?.words;
  return words === undefined
    ? `Use ${scope}, which this sandbox does not have`
    : `View ${reads ? '' : 'and change '}${words}`;
}

/** The scopes, without `.read`, each of which opens a path. */
function opening([endpoint = '', second = '', ...rest]: readonly string[]): readonly string[] {
  if (rest[0] === 'attachments') return ['accounting.attachments'];
  if (rest[0] === services) return [services];
  if (endpoint === 'reports') return openingReport(second);
  return areas
    .filter((area) => area.endpoints.toLowerCase().split(' ').includes(endpoint))
    .flatMap(({ scope, broad }) => (broad === undefined ? [scope] : [scope, broad]));
}

function openingReport(name: string): readonly string[] {
  const found = Object.entries(reports).find(([, names]) => names.toLowerCase().split(' ').includes(name));
  const scope = found?.[0] ?? 'taxreports';
  return scope === 'tenninetynine'
    ? ['accounting.reports.tenninetynine']
    : [`accounting.reports.${scope}`, 'accounting.reports'];
}
