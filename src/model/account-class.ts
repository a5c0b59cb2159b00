/** Which class an account's type belongs to. PURE. */

const CLASSES: Readonly<Record<string, readonly string[]>> = {
  ASSET: ['BANK', 'CURRENT', 'FIXED', 'INVENTORY', 'NONCURRENT', 'PREPAYMENT'],
  LIABILITY: ['CURRLIAB', 'LIABILITY', 'TERMLIAB', 'PAYG'],
  EQUITY: ['EQUITY'],
  EXPENSE: ['DEPRECIATN', 'DIRECTCOSTS', 'EXPENSE', 'OVERHEADS'],
  REVENUE: ['OTHERINCOME', 'REVENUE', 'SALES'],
};

/** `ASSET EQUITY EXPENSE LIABILITY REVENUE`; undefined for a type that Xero has added since. */
export function accountClass(type: string): string | undefined {
  return Object.keys(CLASSES).find((name) => CLASSES[name]?.includes(type));
}
