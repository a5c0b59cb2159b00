/** A tax rate: its components and their rates, where it reports to, and that the system's own cannot be changed. */

import { type Decimal, isNegative } from '../../model/decimal.ts';
import type { Document, DocumentLine } from '../../model/document.ts';
import type { TaxRateFact } from '../../model/facts.ts';
import { foldKey } from '../../model/index-facts.ts';
import type { CheckContext, Rule } from '../../model/rule.ts';
import { decimalOf, textOf } from '../../model/values.ts';
import { param, subject } from '../finding-text.ts';
import { atField, atLine } from '../places.ts';

export const taxRateSetup: Rule = {
  name: 'tax-rate-setup',
  kinds: [
    {
      code: 'tax-type/system-rate',
      title: "One of Xero's own tax rates",
      what: (finding) =>
        `${subject(finding)}: ${param(finding, 'rate')} is a tax rate of Xero's own, which nobody can change.`,
      remedy: () => 'Leave the row out; rates of your own have codes like TAX001.',
    },
    {
      code: 'tax-type/component-rate',
      title: 'Rate of a component that cannot be',
      what: (finding) => `${subject(finding)}: the rate of a component lies between 0 and 100 per cent.`,
      remedy: () => 'Correct the rate; 20 per cent are written 20.',
    },
    {
      code: 'tax-type/component',
      title: 'Component that Xero refuses',
      what: (finding) => `${subject(finding)}: ${param(finding, 'why')}.`,
      remedy: () => 'Correct the components of this tax rate.',
    },
  ],
  check(document, context) {
    if (context.entity.name !== 'TaxRates') return;
    const before = rateBefore(document, context);
    if (before !== undefined && !/^TAX\d+$/i.test(before.taxType)) {
      const field = document.fields.has('TaxType') ? 'TaxType' : 'Name';
      const params = { rate: `${before.taxType} (${before.name})` };
      context.report({ code: 'tax-type/system-rate', ...atField(context.labels, document, field), params });
    }
    checkStatus(document, context);
    if (before === undefined && context.mode !== 'update') checkNew(document, context);
    checkComponents(document, context);
  },
};

/** The rate that an update is about, as the organisation has it. */
function rateBefore({ fields }: Document, { facts, mode }: CheckContext): TaxRateFact | undefined {
  if (mode === 'create') return undefined;
  const named = () => facts.taxRatesByName(textOf(fields, 'Name') ?? '').find(({ status }) => status !== 'DELETED');
  return facts.taxRate(textOf(fields, 'TaxType') ?? '') ?? named();
}

const VERBS: Readonly<Record<string, string>> = { ARCHIVED: 'archive', DELETED: 'delete' };

function checkStatus(document: Document, { labels, report }: CheckContext): void {
  const verb = VERBS[textOf(document.fields, 'Status') ?? ''];
  if (verb === undefined) return;
  report({ code: 'map/status-by-verb', ...atField(labels, document, 'Status'), params: { verb, entity: 'TaxRates' } });
}

/** The United States have no tax return that rates would report to. */
function checkNew(document: Document, { facts, labels, report }: CheckContext): void {
  if (document.lines.length === 0) {
    const params = { field: 'Rate of a component', why: 'for every new tax rate: map it under `lines`' };
    report({ code: 'map/required', ...atField(labels, document, 'Name'), params });
  }
  if (document.fields.has('ReportTaxType') || facts.organisation.countryCode === 'US') return;
  const params = { field: 'ReportTaxType', why: 'for every new tax rate, but in the United States' };
  report({ code: 'map/required', ...atField(labels, document, 'ReportTaxType'), params });
}

function checkComponents(document: Document, context: CheckContext): void {
  const { facts, labels, report } = context;
  const names = new Set<string>();
  let compounds = 0;
  for (const line of document.lines) {
    const rate = decimalOf(line.values, 'Rate');
    if (rate !== undefined && !isPercentage(rate)) {
      report({ code: 'tax-type/component-rate', ...atLine(labels, line, 'Rate') });
    }
    const refuse = (field: string, why: string) =>
      report({ code: 'tax-type/component', ...atLine(labels, line, field), params: { why } });
    const name = foldKey(textOf(line.values, 'Name') ?? '');
    if (name !== '' && names.has(name)) refuse('Name', 'another component of this tax rate has the same name');
    names.add(name);
    if (isSet(line, 'IsCompound')) compounds += 1;
    if (compounds > 1 && isSet(line, 'IsCompound')) refuse('IsCompound', 'one component alone can be compound');
    if (isSet(line, 'IsNonRecoverable') && facts.organisation.countryCode !== 'CA') {
      refuse('IsNonRecoverable', 'only organisations in Canada have components that are not recoverable');
    }
  }
}

function isPercentage(rate: Decimal): boolean {
  return !isNegative(rate) && rate.units <= 100n * 10n ** BigInt(rate.scale);
}

function isSet({ values }: DocumentLine, field: string): boolean {
  return values.get(field) === true;
}
