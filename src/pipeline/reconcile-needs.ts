/** What a reconciliation must know of an organisation before it reads from it: each list costs a call, contacts many. PURE. */

import type { FactKind } from '../model/facts.ts';
import type { ReconcileJob } from '../model/job.ts';
import type { Registry } from '../model/registry.ts';
import { shapeOf } from './reconcile-plan.ts';

/** Accounts and tax rates name the sums; the columns of an earlier import may hold anything. */
export function reconcileNeeds(job: ReconcileJob, registry: Registry): readonly FactKind[] {
  const { fields } = shapeOf(job.of, registry);
  const named = [...job.columns, ...job.filter].map(({ field }) => fields.find(({ name }) => name === field)?.names);
  const needs: FactKind[] = ['accounts', 'taxRates'];
  if (job.lines.length > 0 || job.sourceRun !== undefined) needs.push('items');
  if (named.includes('contact') || job.sourceRun !== undefined) needs.push('contacts');
  if (named.includes('branding-theme') || job.sourceRun !== undefined) needs.push('brandingThemes');
  return needs;
}
