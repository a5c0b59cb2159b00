/** Every code that a finding may have, and what it means. */

import type { FindingKind } from '../model/finding.ts';
import { actionKinds } from './action-findings.ts';
import { batchKinds } from './batch-findings.ts';
import { fileKinds } from './file-findings.ts';
import { matchingKinds } from './matching-findings.ts';
import { noteKinds } from './note-findings.ts';
import { pipelineKinds } from './pipeline-findings.ts';
import { requestKinds } from './request-findings.ts';
import { accountKinds } from './resolve/account.ts';
import { contactKinds } from './resolve/contact-kinds.ts';
import { singleNameKinds } from './resolve/single-names.ts';
import { taxTypeKinds } from './resolve/tax-type.ts';
import { trackingKinds } from './resolve/tracking.ts';
import { rules } from './rules/index.ts';
import { verifyKinds } from './verify-totals.ts';

export interface Catalogue {
  /** All kinds, by code in alphabetical order. */
  readonly kinds: readonly FindingKind[];
  kind(code: string): FindingKind | undefined;
}

/** The codes of this folder: rules, names, verified totals, matching, and those of the run itself. */
export const validatorKinds: readonly FindingKind[] = [
  ...rules.flatMap((rule) => rule.kinds),
  ...accountKinds,
  ...contactKinds,
  ...singleNameKinds,
  ...taxTypeKinds,
  ...trackingKinds,
  ...verifyKinds,
  ...matchingKinds,
  ...batchKinds,
  ...actionKinds,
  ...pipelineKinds,
  ...fileKinds,
  ...noteKinds,
  ...requestKinds,
];

/** Joins the lists of several areas; of a code that stands twice the first meaning counts. */
export function createCatalogue(...lists: readonly (readonly FindingKind[])[]): Catalogue {
  const byCode = new Map<string, FindingKind>();
  for (const kind of lists.flat()) if (!byCode.has(kind.code)) byCode.set(kind.code, kind);
  const kinds = [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  return { kinds, kind: (code) => byCode.get(code) };
}
