/** `rowpost purge`: removes customer data from the workspace. */

import type { Command } from '../command.ts';

export const purge: Command = {
  name: 'purge',
  arguments: '[run]',
  summary: 'Removes the rows of past runs; what was delivered stays known.',
  options: [],
  example: 'rowpost purge',
  async run([name], options, surroundings) {
    const { purge: remove } = await import('../purge.ts');
    return remove(name, options, surroundings);
  },
};
