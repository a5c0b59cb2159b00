/** The order in which records are delivered: a stage starts once the earlier one is settled. */

import type { Stage } from '../model/entity.ts';

export const STAGES: readonly Stage[] = ['settings', 'contacts', 'documents', 'payments', 'allocations', 'attachments'];
