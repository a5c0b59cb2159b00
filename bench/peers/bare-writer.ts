/** The peer of an export: the same rows made in memory and written, and nothing else. `node bare-writer.ts FILE INVOICES` */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import excel from 'exceljs';
import { COLUMNS, LINES, lineCells } from '../exports/exported-rows.ts';

const [path = '', count = '0'] = process.argv.slice(2);
if (path.endsWith('.xlsx')) await writeWorkbook();
else await writeText();

async function writeText(): Promise<void> {
  const file = createWriteStream(path);
  let block = `${COLUMNS.join(',')}\r\n`;
  for (let invoice = 0; invoice < Number(count); invoice += 1) {
    for (let line = 0; line < LINES; line += 1) block += `${lineCells(invoice, line).join(',')}\r\n`;
    if (block.length < 65_536) continue;
    if (!file.write(block)) await once(file, 'drain');
    block = '';
  }
  file.end(block);
  await once(file, 'close');
}

/** Numbers as numbers and days as days, with a format of their own each, as in the export. */
async function writeWorkbook(): Promise<void> {
  const workbook = new excel.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: false });
  const sheet = workbook.addWorksheet('Invoices');
  sheet.columns = COLUMNS.map((header, index) => ({
    header,
    width: 14,
    ...([2, 3].includes(index) ? { style: { numFmt: 'yyyy-mm-dd' } } : {}),
    ...([10, 11].includes(index) ? { style: { numFmt: '#,##0.00' } } : {}),
  }));
  for (let invoice = 0; invoice < Number(count); invoice += 1) {
    for (let line = 0; line < LINES; line += 1) {
      const cells = lineCells(invoice, line).map((text, index) =>
        [2, 3].includes(index) ? new Date(`${text}T00:00:00Z`) : [6, 7, 10, 11].includes(index) ? Number(text) : text,
      );
      sheet.addRow(cells).commit();
    }
  }
  sheet.commit();
  await workbook.commit();
}
