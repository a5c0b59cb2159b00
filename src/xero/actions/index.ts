/** The actions that exist, one a file; written by `node scripts/build-indexes.ts`. */

import type { Verb } from '../../model/registry.ts';
import { attach } from './attach.ts';
import { email } from './email.ts';

export const actions: readonly Verb[] = [attach, email];
