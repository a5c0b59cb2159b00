/** `rowpost purge`: removes customer data from the workspace. */

import type { Command } from '../command.ts';

export const purge: Command = {
  name: 'purge',
  arguments: '[run]',
  summary: 'Removes rows of past runs; what was delivered is kept.',
  options: [],
  example: 'rowpost purge',
  async run([name], options, surroundings) {
    const { purge: remove } = await import('../purge.ts');
    return remove(name, options, surroundings);
  },
};
