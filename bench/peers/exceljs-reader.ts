/** The peer of a workbook check: exceljs' streaming reader, counting rows. `node exceljs-reader.ts FILE` */

import excel from 'exceljs';

const reader = new excel.stream.xlsx.WorkbookReader(process.argv[2]!, {
  worksheets: 'emit',
  sharedStrings: 'cache',
  styles: 'cache',
  hyperlinks: 'ignore',
  entries: 'ignore',
});
let rows = 0;
for await (const sheet of reader) for await (const _row of sheet) rows += 1;
process.stdout.write(`${rows} rows\n`);
