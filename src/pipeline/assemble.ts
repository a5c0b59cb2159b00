/** Second pass of preparing: documents assembled from their rows, checked, and stored as they would be sent. */

import type { PreparedDocument, RunStore } from '../journal/run-store.ts';
import { type Decimal, decimal } from '../model/decimal.ts';
import type { Finding } from '../model/finding.ts';
import type { ImportJob } from '../model/job.ts';
import type { Action, Entity } from '../model/registry.ts';
import { type Checker, createChecker } from '../validators/check-document.ts';
import { contactSeqs } from './contact-documents.ts';
import { eachDocument } from './each-document.ts';
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
}

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
  const seqOf = contactSeqs(plan.store);
  let count = 0;
  for await (const batch of eachDocument(plan.store, plan.files, plan.job.source)) {
    const documents: PreparedDocument[] = [];
    const findings: (Finding & { readonly seq: number })[] = [];
    for (const rows of batch) {
      const { document, contact, findings: found } = prepare(rows);
      documents.push(contact === undefined ? document : { ...document, needs: await seqOf(contact) });
      for (const finding of found) findings.push({ ...finding, seq: rows.seq });
    }
    await plan.store.addDocuments(documents, findings);
    count += batch.length;
    parts.progress.documents(count);
  }
  await plan.store.numberOccurrences();
}

function station(plan: AssemblePlan, file: MappedFile, parts: Parts): Station {
  return { assembler: file.mapping.withFormats(file.formats), check: checker(plan, file, parts), file };
}

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
    rules: parts.rules,
    within,
  });
}
