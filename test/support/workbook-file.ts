/** Makes workbooks for tests out of pieces of XML, with their parts in the order in which Excel writes them. */

import type { PackedPart, ZipPart } from './zip-file.ts';
import { zipFile } from './zip-file.ts';

export interface SheetXml {
  readonly name: string;
  /** What stands within `sheetData`, or the whole part where it begins with `<?xml`. */
  readonly rows: string;
  readonly state?: 'hidden' | 'veryHidden';
  readonly kind?: 'worksheet' | 'chartsheet';
}

export interface WorkbookXml {
  readonly sheets: readonly SheetXml[];
  /** Items of the shared strings, `<si>...</si>`. */
  readonly strings?: string;
  /** Codes of number formats; the style n+1 has the nth, the style 0 none. */
  readonly formats?: readonly (string | number)[];
  readonly date1904?: boolean;
  /** Parts to put in the place of those of the same name, or besides them. */
  readonly parts?: readonly (ZipPart | PackedPart)[];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export function workbookFile(plan: WorkbookXml): Buffer {
  const replaced = new Map(plan.parts?.map((part) => [part.name, part]));
  const parts = workbookParts(plan);
  const names = new Set(parts.map((part) => part.name));
  const added = [...replaced.values()].filter((part) => !names.has(part.name));
  return zipFile([...parts.map((part) => replaced.get(part.name) ?? part), ...added]);
}

/** Excel's own order: root, relationships, workbook, sheets, theme, styles, shared strings last. */
export function workbookParts(plan: WorkbookXml): ZipPart[] {
  const sheets = plan.sheets.map((sheet, i) => ({ ...sheet, kind: sheet.kind ?? 'worksheet', id: i + 1 }));
  const targets = sheets.map((sheet) => relation(`rId${sheet.id}`, sheet.kind, `${sheet.kind}s/sheet${sheet.id}.xml`));
  return [
    { name: '[Content_Types].xml', content: `${HEAD}<Types/>` },
    { name: '_rels/.rels', content: relations([relation('rId1', 'officeDocument', 'xl/workbook.xml')]) },
    { name: 'xl/workbook.xml', content: root(plan, sheets) },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations([
        ...targets,
        relation('rId901', 'styles', 'styles.xml'),
        relation('rId902', 'sharedStrings', 'sharedStrings.xml'),
      ]),
    },
    ...sheets.map((sheet) => ({ name: `xl/${sheet.kind}s/sheet${sheet.id}.xml`, content: sheetXml(sheet.rows) })),
    { name: 'xl/styles.xml', content: stylesXml(plan.formats ?? []) },
    { name: 'xl/sharedStrings.xml', content: `${HEAD}<sst xmlns="${MAIN}">${plan.strings ?? ''}</sst>` },
  ];
}

export function sheetXml(rows: string): string {
  if (rows.startsWith('<?xml')) return rows;
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData><pageMargins left="0.7"/></worksheet>`;
}

function root(plan: WorkbookXml, sheets: readonly (SheetXml & { id: number })[]): string {
  const tags = sheets.map((sheet) => {
    const state = sheet.state ? ` state="${sheet.state}"` : '';
    return `<sheet name="${sheet.name}" sheetId="${sheet.id}"${state} r:id="rId${sheet.id}"/>`;
  });
  const properties = plan.date1904 ? '<workbookPr date1904="1"/>' : '<workbookPr/>';
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${properties}<sheets>${tags.join('')}</sheets></workbook>`;
}

function relations(tags: readonly string[]): string {
  return `${HEAD}<Relationships xmlns="${PACKAGE}">${tags.join('')}</Relationships>`;
}

function relation(id: string, kind: string, target: string): string {
  return `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`;
}

function stylesXml(formats: readonly (string | number)[]): string {
  const escaped = (code: string) => code.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const codes = formats.map((format, i) =>
    typeof format === 'string' ? `<numFmt numFmtId="${164 + i}" formatCode="${escaped(format)}"/>` : '',
  );
  const cells = formats.map(
    (format, i) => `<xf numFmtId="${typeof format === 'string' ? 164 + i : format}" xfId="0"/>`,
  );
  // The list before and the one behind hold elements of the same names that must not count.
  return (
    `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
    `<cellXfs><xf numFmtId="0"/>${cells.join('')}</cellXfs><dxfs><dxf><numFmt numFmtId="164" formatCode="yyyy"/></dxf></dxfs></styleSheet>`
  );
}
