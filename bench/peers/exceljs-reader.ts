/** The peer of a workbook's check: exceljs' streaming reader, counting rows and cells. `node exceljs-reader.ts FILE` */

import excel from 'exceljs';

const reader = new excel.stream.xlsx.WorkbookReader(process.argv[2]!, {
  sharedStrings: 'cache',
  styles: 'cache',
  hyperlinks: 'ignore',
  worksheets: 'emit',
  entries: 'emit',
});
let rows = 0;
let cells = 0;
for await (const sheet of reader) {
  for await (const row of sheet) {
    rows += 1;
    row.eachCell((cell) => {
      if (cell.value !== null) cells += 1;
    });
  }
}
process.stdout.write(`${rows} rows, ${cells} cells\n`);
