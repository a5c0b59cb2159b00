/** Says so where a blank tax cell lets the account's or the item's own tax rate decide. */

import { documentSide, lineTaxType } from '../../model/line-defaults.ts';
import type { Rule } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { param } from '../finding-text.ts';
import { isTextLine } from '../missing-fields.ts';
import { atLine } from '../places.ts';

export const accountTax: Rule = {
  name: 'account-tax',
  kinds: [
    {
      code: 'tax-type/account-default',
      title: "The account's own tax rate is used",
      what: (finding) =>
        `${finding.column ?? 'TaxType'} is blank, so Xero uses the tax rate that goes with the account: ${param(finding, 'rate')}.`,
      remedy: () => 'Fill the cell in if another rate is meant, or give the field a `default`.',
    },
  ],
  check(document, { entity, facts, labels, report }) {
    if (textOf(document.fields, 'LineAmountTypes')?.toUpperCase() === 'NOTAX') return;
    for (const line of document.lines) {
      if (!line.blank.has('TaxType') || line.values.has('TaxType') || isTextLine(line)) continue;
      const taxType = lineTaxType(line.values, facts, documentSide(entity.name, document.fields));
      const name = taxType === undefined ? undefined : facts.taxRate(taxType)?.name;
      const rate =
        taxType === undefined || taxType === '' ? 'none' : name === undefined ? taxType : `${taxType} (${name})`;
      report({
        code: 'tax-type/account-default',
        severity: 'WARNING',
        ...atLine(labels, line, 'TaxType'),
        params: { rate },
      });
    }
  },
};
