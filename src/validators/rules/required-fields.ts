/** What a new record needs always, and what it needs once it counts in the books. */

import type { Document } from '../../model/document.ts';
import type { CheckContext, Rule } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { param } from '../finding-text.ts';
import { isApproved, missingFields } from '../missing-fields.ts';
import { atField, atLine } from '../places.ts';

const AMOUNTS = ['Quantity', 'UnitAmount', 'LineAmount'];

export const requiredFields: Rule = {
  name: 'required-fields',
  kinds: [
    {
      code: 'map/required',
      title: 'A needed value is missing',
      what: (finding) =>
        `${finding.column ?? param(finding, 'field')} is blank, but Xero needs ${param(finding, 'field')} ${param(finding, 'why')}.`,
      remedy: (finding) =>
        `Fill the cell in, or map ${param(finding, 'field')} in the job: to a column, with a \`default\`, or as \`{ value: ... }\`.`,
    },
    {
      code: 'map/no-lines',
      title: 'Document has no lines',
      what: () => 'The document has no line: the cells that make up a line are blank in all of its rows.',
      remedy: () => 'Fill in at least one line (description, quantity, unit price, account), or remove the rows.',
    },
  ],
  check(document, context) {
    const { entity, facts, labels, report } = context;
    const approved = isApproved(document, entity);
    if (context.mode !== 'create' || !approved) checkDescriptions(document, context);
    if (context.mode !== 'create') return;
    const { status: machine } = entity;
    const status = machine === undefined ? '' : (textOf(document.fields, machine.field) ?? machine.initial);
    for (const { field, names, line } of missingFields(document, entity, facts)) {
      const mapped = names.find((name) => labels.header(name) !== undefined) ?? field;
      const place = line === undefined ? atField(labels, document, mapped) : atLine(labels, line, field);
      const why = approved ? `for a record with the status ${status}` : 'for every new record';
      report({ code: 'map/required', ...place, params: { field, why } });
    }
    if (document.lines.length > 0 || entity.lines === undefined) return;
    const { arithmetic, fields, needed } = entity.lines;
    const mapped = arithmetic !== undefined && fields.some((field) => labels.line(field.name) !== undefined);
    if (needed === true || mapped || (approved && arithmetic !== undefined)) report({ code: 'map/no-lines' });
  },
};

/** A line with an amount says what it is for, in drafts too; an item code says it for the line. */
function checkDescriptions({ lines }: Document, { entity, labels, report }: CheckContext): void {
  if (!entity.lines?.fields.some(({ name, required }) => name === 'Description' && required === 'approved')) return;
  for (const line of lines) {
    if (line.values.has('Description') || line.values.has('ItemCode')) continue;
    if (!AMOUNTS.some((field) => line.values.has(field))) continue;
    const why = 'for every line with an amount';
    report({ code: 'map/required', ...atLine(labels, line, 'Description'), params: { field: 'Description', why } });
  }
}
