/** The commands, in the order of the help. */

import type { Command } from '../command.ts';
import { check } from './check.ts';
import { connect } from './connect.ts';
import { disconnect } from './disconnect.ts';
import { fields } from './fields.ts';
import { orgs } from './orgs.ts';
import { purge } from './purge.ts';
import { report } from './report.ts';
import { resume } from './resume.ts';
import { run } from './run.ts';
import { runs } from './runs.ts';
import { sandbox } from './sandbox.ts';
import { schema } from './schema.ts';
import { snapshot } from './snapshot.ts';

export const commands: readonly Command[] = [
  run,
  check,
  resume,
  runs,
  report,
  purge,
  connect,
  orgs,
  disconnect,
  snapshot,
  fields,
  sandbox,
  schema,
];
