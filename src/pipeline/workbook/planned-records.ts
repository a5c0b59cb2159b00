/** The records that the earlier sheets of a job are about to create, as later sheets find them: an invoice that is to be paid. */

import type { DocumentRecord, RunStore } from '../../journal/run-store.ts';
import type { ExistingRecord } from '../../model/matching.ts';
import type { Entity, Registry } from '../../model/registry.ts';
import { parseExactJson, textAt } from '../../xero/exact-json.ts';
import type { Connection } from '../parts.ts';
import { type PlannedSheet, plannedDocuments, withPlanned } from './planned-facts.ts';

/** The connection as it will be once those sheets are in the books. */
export async function withPlannedSheets(
  connection: Connection,
  sheets: readonly PlannedSheet[],
  registry: Registry,
): Promise<Connection> {
  let { facts } = connection;
  for (const sheet of sheets) facts = await withPlanned(facts, sheet);
  const planned = (name: string) => plannedRecords(name, sheets, registry);
  const { saved } = connection;
  if (saved === undefined) return { ...connection, facts, planned };
  const records = (name: string) => {
    const known = saved.records(name);
    return known === undefined ? undefined : joined(known, planned(name));
  };
  return { ...connection, facts, planned, saved: { ...saved, records } };
}

async function* joined<T>(first: AsyncIterable<T>, second: AsyncIterable<T>): AsyncGenerator<T> {
  yield* first;
  yield* second;
}

/** Documents that will be created, of one entity. */
export async function* plannedRecords(
  name: string,
  sheets: readonly PlannedSheet[],
  { entities }: Registry,
): AsyncGenerator<readonly ExistingRecord[]> {
  const entity = entities.find((candidate) => candidate.name === name);
  if (entity === undefined) return;
  for (const sheet of sheets) {
    for await (const page of plannedDocuments(sheet)) {
      const own = page.filter(({ document }) => document.entity === name && document.verb !== 'update');
      yield await Promise.all(own.map(({ id, document }) => recordOf(id, document, entity, sheet.store)));
    }
  }
}

async function recordOf(
  id: string,
  { body = '{}', number, type, totals, needs }: DocumentRecord,
  entity: Entity,
  store: RunStore,
): Promise<ExistingRecord> {
  const element = parseExactJson(body);
  const contact = needs === undefined ? undefined : await store.document(needs);
  const [contactId, date, currency] = ['Contact.ContactID', 'Date', 'CurrencyCode'].map((path) =>
    textAt(element, path),
  );
  const status = entity.status === undefined ? '' : textAt(element, entity.status.field) || entity.status.initial;
  return {
    entity: entity.name,
    id,
    ...given({ number, type, contactId, date, currency, status }),
    ...given({ contactName: contact?.number ?? textAt(element, 'Contact.Name'), amountDue: totals?.Total }),
    keys: Object.fromEntries(KEYS.map((field) => [field, textAt(element, field)])),
  };
}

const KEYS = ['Name', 'ContactNumber', 'AccountNumber', 'Reference', 'CurrencyRate'] as const;

function given(texts: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const known = Object.entries(texts).filter(([, text]) => text !== undefined && text !== '');
  return Object.fromEntries(known) as Readonly<Record<string, string>>;
}
