/** The peer of a check: csv-parse alone, raw arrays, counting rows. `node csv-parse.ts FILE` */

import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

const parser = createReadStream(process.argv[2]!).pipe(parse());
let rows = 0;
for await (const _row of parser) rows += 1;
process.stdout.write(`${rows} rows\n`);
