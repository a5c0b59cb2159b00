/** Fetches documents as PDF files. */

import type { Verb } from '../../model/registry.ts';
import { PRINTABLE } from '../below-records.ts';

export const pdf: Verb = {
  name: 'pdf',
  note: 'Fetches documents as PDF files, named by their numbers, into a folder. A file that is there already is passed over.',
  on: ({ name }) => (PRINTABLE.has(name) ? { output: true } : undefined),
};
