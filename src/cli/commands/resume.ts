/** `rowpost resume`: goes on with a run that broke off. */

import type { Command } from '../command.ts';

export const resume: Command = {
  name: 'resume',
  arguments: '[run]',
  summary: 'Goes on with an interrupted run, by default the last.',
  options: [
    ['--yes', 'answers yes to what a live organisation asks'],
    ['--json', 'prints the content of run.json instead of text'],
  ],
  example: 'rowpost resume',
  async run([name], options, surroundings) {
    const { resume: goOn } = await import('../resume.ts');
    return goOn(name, options, surroundings);
  },
};
