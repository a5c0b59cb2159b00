/** Workbooks as finance teams keep them, with tables, charts and pivots, for tests that put rows into them. */

import { sheetXml, workbookFile } from './workbook-file.ts';
import type { ZipPart } from './zip-file.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A text in the cell itself. */
export function text(reference: string, value: string, style = ''): string {
  return `<c r="${reference}"${style && ` s="${style}"`} t="inlineStr"><is><t>${value}</t></is></c>`;
}

export function number(reference: string, value: string, style = ''): string {
  return `<c r="${reference}"${style && ` s="${style}"`}><v>${value}</v></c>`;
}

export function formula(reference: string, code: string, value: string, attributes = ''): string {
  return `<c r="${reference}"><f${attributes}>${code}</f><v>${value}</v></c>`;
}

export function row(at: number, ...cells: readonly string[]): string {
  return `<row r="${at}" spans="1:5">${cells.join('')}</row>`;
}

/** `No, Net, Due, Double (a formula), Note` with two rows; style 1 is a day, style 2 an amount, style 3 a percentage. */
export const ROWS = [
  row(1, text('A1', 'No'), text('B1', 'Net'), text('C1', 'Due'), text('D1', 'Double'), text('E1', 'Note')),
  row(
    2,
    text('A2', 'INV-1'),
    number('B2', '10.5', '2'),
    number('C2', '46053', '1'),
    formula('D2', 'B2*2', '21'),
    text('E2', 'mine &amp; yours'),
  ),
  row(3, text('A3', 'INV-2'), number('B3', '20', '2'), number('C3', '46081', '1'), formula('D3', 'B3*2', '40')),
];

export interface UserWorkbook {
  readonly rows?: readonly string[];
  /** What stands behind the rows. */
  readonly tail?: string;
  readonly table?: { readonly ref: string; readonly attributes?: string; readonly columns?: string };
  readonly parts?: readonly ZipPart[];
  readonly date1904?: boolean;
}

/** Sheets `Data` and `Summary`. */
export function userWorkbook({ rows = ROWS, tail = '', table, parts = [], date1904 }: UserWorkbook = {}): Buffer {
  const reference = table ? '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>' : '';
  const data =
    `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}"><dimension ref="A1:E3"/><sheetData>` +
    `${rows.join('')}</sheetData>${tail}${reference}</worksheet>`;
  const summary = sheetXml(row(1, formula('A1', 'SUM(Data!B2:B3)', '30.5')));
  return workbookFile({
    sheets: [
      { name: 'Data', rows: data },
      { name: 'Summary', rows: summary },
    ],
    formats: ['dd/mm/yyyy', '#,##0.00', '0%'],
    ...(date1904 && { date1904 }),
    parts: [
      { name: 'xl/charts/chart1.xml', content: `${HEAD}<chart>Data!$B$2:$B$3</chart>` },
      { name: 'xl/pivotCache/pivotCacheDefinition1.xml', content: `${HEAD}<pivotCacheDefinition/>`, stored: true },
      ...(table ? tableParts(table) : []),
      ...parts,
    ],
  });
}

const COLUMNS =
  '<tableColumn id="1" name="No"/><tableColumn id="2" name="Net"/><tableColumn id="3" name="Due"/>' +
  '<tableColumn id="4" name="Double"><calculatedColumnFormula>Book[[#This Row],[Net]]*2</calculatedColumnFormula></tableColumn>' +
  '<tableColumn id="5" name="Note"/>';

function tableParts({ ref, attributes = '', columns = COLUMNS }: NonNullable<UserWorkbook['table']>): ZipPart[] {
  const target = '../tables/table1.xml';
  return [
    {
      name: 'xl/worksheets/_rels/sheet1.xml.rels',
      content: `${HEAD}<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${RELATIONS}/table" Target="${target}"/></Relationships>`,
    },
    {
      name: 'xl/tables/table1.xml',
      content:
        `${HEAD}<table xmlns="${MAIN}" id="1" name="Book" displayName="Book" ref="${ref}"${attributes}>` +
        `<autoFilter ref="${ref}"/><tableColumns count="5">${columns}</tableColumns></table>`,
    },
  ];
}
