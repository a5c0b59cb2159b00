/** Second pass of preparing: documents assembled from their rows, checked, and stored as they would be sent. */

import { setImmediate as turn } from 'node:timers/promises';
import type { PreparedDocument, RunStore } from '../journal/run-store.ts';
import { type Decimal, decimal } from '../model/decimal.ts';
import type { Finding } from '../model/finding.ts';
import type { ImportJob } from '../model/job.ts';
import type { Action, Entity } from '../model/registry.ts';
import { valueText } from '../model/values.ts';
import { type Checker, createChecker } from '../validators/check-document.ts';
import { differingFields, type NeededContact, type StoredContact, storedContacts } from './contact-documents.ts';
import { type DocumentRows, eachDocument } from './each-document.ts';
import type { ExpectCounter } from './expect-counter.ts';
import type { Connection, Parts } from './parts.ts';
import { documentPreparer, type Station } from './prepare-document.ts';
import type { MappedFile } from './read-source.ts';

export interface AssemblePlan {
  readonly job: ImportJob;
  readonly entity: Entity;
  readonly action: Action | undefined;
  readonly files: readonly MappedFile[];
  readonly store: RunStore;
  readonly connection: Connection;
  /** The first so many documents only. */
  readonly limit: number | undefined;
  readonly expect: ExpectCounter;
  /** False where nothing will be sent. */
  readonly sends: boolean;
  /** False where no earlier delivery can be met. */
  readonly compares: boolean;
}

/** Between batches the process turns to what else waits: signals, and connections that the other side closes meanwhile. */
export async function assembleDocuments(plan: AssemblePlan, parts: Parts): Promise<void> {
  parts.progress.phase('checking');
  const prepare = documentPreparer(
    {
      ...plan,
      facts: plan.connection.facts,
      mode: plan.action === undefined ? plan.job.send.mode : 'update',
      contacts: parts.registry.entities.find((entity) => entity.name === 'Contacts'),
    },
    plan.files.map((file) => station(plan, file, parts)),
  );
  const contactOf = storedContacts(plan.store);
  let count = 0;
  for await (const batch of eachDocument(plan.store, plan.files, plan.job.source)) {
    const documents: PreparedDocument[] = [];
    const findings: (Finding & { readonly seq: number })[] = [];
    for (const rows of batch) {
      const { document, contact, findings: found } = prepare(rows);
      for (const finding of found) findings.push({ ...finding, seq: rows.seq });
      if (contact === undefined) {
        documents.push(document);
        continue;
      }
      const stored = await contactOf(contact);
      const remarks = contactRemarks(plan, rows, contact, stored);
      for (const remark of remarks) findings.push({ ...remark, seq: rows.seq });
      documents.push({ ...document, needs: stored.seq, ...remarkedStatus(document, remarks) });
    }
    await plan.store.addDocuments(documents, findings);
    count += batch.length;
    parts.progress.documents(count);
    await turn();
  }
  await plan.store.numberOccurrences();
}

/** One contact is sent, with what the first document says of it. */
function contactRemarks(
  plan: AssemblePlan,
  rows: DocumentRows,
  contact: NeededContact,
  stored: StoredContact,
): readonly Finding[] {
  const { labels } = plan.files[rows.file]!.mapping;
  const { ordinal, number } = rows.rows[0]!.ref;
  return differingFields(contact, stored).map((field) => {
    const [own, sent] = [contact.fields.get(field), stored.first.get(field)];
    return {
      code: 'group/contact-details-differ',
      severity: 'WARNING',
      ordinal,
      row: number,
      column: labels.header(`Contact.${field}`) ?? field,
      ...(own === undefined ? {} : { value: valueText(own) }),
      params: { name: contact.name, sent: sent === undefined ? 'nothing' : valueText(sent) },
    };
  });
}

function remarkedStatus(document: PreparedDocument, remarks: readonly Finding[]): Partial<PreparedDocument> {
  const [remark] = remarks;
  if (remark === undefined || document.status !== 'OK') return {};
  return { status: 'WARNING', faultRow: remark.row };
}

function station(plan: AssemblePlan, file: MappedFile, parts: Parts): Station {
  return { assembler: file.mapping.withFormats(file.formats), check: checker(plan, file, parts), file };
}

/** Rules about what a field may hold; what a record needs is known of those that exist. */
const OF_ACTIONS: ReadonlySet<string> = new Set(['field-length', 'decimal-places', 'amount-magnitude']);

function checker(plan: AssemblePlan, file: MappedFile, parts: Parts): Checker {
  const { job, entity, connection } = plan;
  const within = new Map<string, Decimal>();
  for (const rule of job.verify) {
    if (rule.within !== undefined) within.set(rule.field, decimal(rule.within));
  }
  return createChecker({
    entity,
    facts: connection.facts,
    labels: file.mapping.labels,
    mode: plan.action === undefined ? job.send.mode : 'update',
    resolveNames: job.resolve === 'names',
    contacts: job.send.contacts,
    unitdp: 4,
    rules: plan.action === undefined ? parts.rules : parts.rules.filter(({ name }) => OF_ACTIONS.has(name)),
    within,
  });
}
