/** Preloaded into the program: its journal, its HTTP and its report writers come from `watched-parts.ts`, which can kill it at any of their calls. */

import { registerHooks } from 'node:module';

const WATCHED = /\/src\/(?:journal\/sqlite-journal|xero\/http-api|tabular\/write-csv|tabular\/write-workbook)\.ts$/;

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const isNamedByRoot = context.parentURL?.endsWith('/src/cli/context.ts') === true;
    if (!isNamedByRoot || !WATCHED.test(resolved.url)) return resolved;
    return { ...resolved, url: new URL('./watched-parts.ts', import.meta.url).href };
  },
});
