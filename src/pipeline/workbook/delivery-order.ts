/** The order in which the sheets of a job are delivered, whatever their order in the job: each after what it rests on. */

import type { Stage } from '../../model/entity.ts';
import { findTask } from '../../model/find-task.ts';
import type { ImportJob } from '../../model/job.ts';
import type { Registry } from '../../model/registry.ts';

/** Settings rest on one another; the place of the others is that of their stage. */
const SETTINGS: readonly string[] = ['Currencies', 'TaxRates', 'Accounts', 'TrackingCategories'];
/** What makes way for new records comes first: allocations and payments go before what they settle is voided. */
const BEFORE: readonly string[] = ['delete Allocations', 'reverse', 'void', 'delete', 'restore'];
const STAGES: readonly Stage[] = ['settings', 'contacts', 'documents', 'payments', 'allocations', 'attachments'];
/** Entities that come after the others of their stage. */
const LATE: readonly string[] = ['Items', 'ContactGroups', 'LinkedTransactions', 'BatchPayments'];
const APPROVING: readonly string[] = ['submit', 'approve'];
const AFTER: readonly string[] = ['allocate', 'attach', 'note', 'email', 'archive'];

/** Stable: sheets that do not rest on one another stay as the job lists them. */
export function inDeliveryOrder(sheets: readonly ImportJob[], registry: Registry): readonly ImportJob[] {
  return sheets.toSorted((a, b) => rank(a, registry) - rank(b, registry));
}

/** Below 0 what makes way; then a hundred for each stage. */
function rank(job: ImportJob, registry: Registry): number {
  const { action, entity } = job;
  const documents = STAGES.indexOf('documents') * 100;
  if (action !== undefined) {
    const before = [`${action} ${entity}`, action].map((word) => BEFORE.indexOf(word)).find((place) => place >= 0);
    if (before !== undefined) return before - BEFORE.length;
    if (APPROVING.includes(action)) return documents + 50;
    const after = AFTER.indexOf(action);
    return STAGES.length * 100 + (after < 0 ? AFTER.length : after);
  }
  const stage = findTask(registry, job)?.entity.stage ?? 'documents';
  const setting = SETTINGS.indexOf(entity);
  return STAGES.indexOf(stage) * 100 + (setting >= 0 ? setting : LATE.includes(entity) ? 20 : 10);
}
