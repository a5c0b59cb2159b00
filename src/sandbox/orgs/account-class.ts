/** Which class an account's type belongs to. */
const classes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ASSET: ['BANK', 'CURRENT', 'FIXED', 'INVENTORY', 'NONCURRENT', 'PREPAYMENT'],
    LIABILITY: ['CURRLIAB', 'LIABILITY', 'TERMLIAB', 'PAYG'],
    EQUITY: ['EQUITY'],
    EXPENSE: ['DEPRECIATN', 'DIRECTCOSTS', 'EXPENSE', 'OVERHEADS'],
    REVENUE: ['OTHERINCOME', 'REVENUE', 'SALES'],
  }).flatMap(([name, types]) => types.map((type) => [type, name] as const)),
);

/** ASSET, EQUITY, EXPENSE, LIABILITY or REVENUE; undefined for a type nobody knows. */
export function classOf(accountType: string): string | undefined {
  return classes.get(accountType);
}

const reporting: Readonly<Record<string, readonly [code: string, name: string]>> = {
  ASSET: ['ASS', 'Asset'],
  LIABILITY: ['LIA', 'Liability'],
  EQUITY: ['EQU', 'Equity'],
  EXPENSE: ['EXP', 'Expense'],
  REVENUE: ['REV', 'Revenue'],
};

/** ReportingCode and ReportingCodeName of an account whose owner has set none. */
export function reportingOf(accountType: string): { ReportingCode?: string; ReportingCodeName?: string } {
  const found = reporting[classOf(accountType) ?? ''];
  return found === undefined ? {} : { ReportingCode: found[0], ReportingCodeName: found[1] };
}
