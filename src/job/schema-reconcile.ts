/** The part of the job schema that is about reconciliations: a sheet and Xero, field by field. */

import { LEDGERS } from '../model/ledger.ts';
import type { Entity, Registry } from '../model/registry.ts';
import { RECONCILE_KEYS } from './reading/job-keys.ts';
import { described, keys, ref, type Schema } from './schema-parts.ts';

/** What every reconciliation narrows, then what each entity does, and the two ledgers. */
export function whenReconciled({ entities }: Registry): readonly Schema[] {
  const output = keys(
    { file: { type: 'string', pattern: '\\.[xX][lL][sS][xX]$', description: 'The workbook, relative to this file.' } },
    { required: ['file'] },
  );
  const run = { type: ['string', 'number'], description: 'last, or the ID of a run: the rows of that import.' };
  const source = { anyOf: [ref('source'), keys({ run }, { required: ['run'] })] };
  const invoices = entities.find(({ name }) => name === 'Invoices');
  const ledgers = invoices === undefined ? [] : LEDGERS;
  const names = [...ledgers, ...entities.map(({ name }) => name)];
  return [
    {
      if: { required: ['reconcile'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: {
        propertyNames: { enum: ['reconcile', ...RECONCILE_KEYS] },
        properties: { reconcile: { enum: names }, source, output },
        required: ['output'],
      },
    },
    ...entities.map((entity) => whenOf(entity.name, ref(`${entity.name}.names`), entity)),
    ...ledgers.map((ledger) => whenOf(ledger, { anyOf: [{ enum: ['Number'] }, ref('Invoices.names')] }, invoices)),
  ];
}

function whenOf(name: string, fields: Schema, entity: Entity | undefined): Schema {
  const mapped = (names: Schema): Schema => ({
    type: 'object',
    propertyNames: names,
    additionalProperties: ref('value'),
  });
  const lines = entity?.lines === undefined ? false : mapped(ref(`${entity.name}.lines.names`));
  return {
    if: { properties: { reconcile: { const: name } }, required: ['reconcile'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: {
      properties: {
        columns: described('Xero field left, where the value comes from right.', {
          ...mapped(fields),
          minProperties: 1,
        }),
        lines,
        filter: { type: 'object', minProperties: 1, propertyNames: fields, additionalProperties: ref('test') },
      },
    },
  };
}
