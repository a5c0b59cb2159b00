/** `rowpost schema`: the JSON Schema of job files, for editors. */

import type { Command } from '../command.ts';

export const schema: Command = {
  name: 'schema',
  arguments: '',
  summary: 'Prints the JSON Schema of job files, for editors.',
  options: [],
  example: 'rowpost schema > job.schema.json',
  async run(_args, _options, surroundings) {
    const [{ jobSchema }, { registry }, { transforms }] = await Promise.all([
      import('../../job/job-schema.ts'),
      import('../context.ts'),
      import('../../mappers/transforms/index.ts'),
    ]);
    surroundings.out(`${JSON.stringify(jobSchema({ registry, transforms }), undefined, 2)}\n`);
    return 0;
  },
};
