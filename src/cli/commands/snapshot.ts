/** `rowpost snapshot`: saves an organisation's lists for checks without a connection. */

import type { Command } from '../command.ts';

export const snapshot: Command = {
  name: 'snapshot',
  arguments: '[org]',
  summary: "Saves an organisation's lists for check --offline.",
  options: [
    ['--yes', 'answers yes to what a live organisation asks'],
    ['--json', 'prints a JSON array'],
  ],
  example: 'rowpost snapshot sandbox-gb',
  async run([org], options, surroundings) {
    const { takeSnapshot } = await import('../take-snapshot.ts');
    return takeSnapshot(org, options, surroundings);
  },
};
