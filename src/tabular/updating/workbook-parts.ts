/** What the workbook's own part must say of new rows. The chain of formulas may lack new ones: it is made anew on opening. */

import { attributeOf } from '../formats/xlsx/xml-attributes.ts';
import { extendNamedRange, type TableExtent } from './extend-ranges.ts';

/** The elements after which the settings of the calculation stand, the last first. */
const BEFORE_CALCULATION = ['definedNames', 'externalReferences', 'functionGroups', 'sheets'];

/** The workbook's part, told to compute every formula when it is opened. */
export function computedOnLoad(xml: string): string {
  const own = /<((?:[\w.-]+:)?calcPr)((?:\s[^>]*?)?)(\/?>)/.exec(xml);
  if (own) {
    const [whole, name, attributes = '', end] = own;
    const rest = attributes.replace(/\sfullCalcOnLoad=(?:"[^"]*"|'[^']*')/, '');
    return xml.replace(whole, () => `<${name}${rest} fullCalcOnLoad="1"${end}`);
  }
  for (const element of BEFORE_CALCULATION) {
    const end = new RegExp(`</((?:[\\w.-]+:)?)${element}>|<((?:[\\w.-]+:)?)${element}(?:\\s[^>]*)?/>`).exec(xml);
    if (!end) continue;
    const at = end.index + end[0].length;
    return `${xml.slice(0, at)}<${end[1] ?? end[2] ?? ''}calcPr fullCalcOnLoad="1"/>${xml.slice(at)}`;
  }
  return xml;
}

/** The workbook's part with the hidden name of the sheet's filter over the new rows too. */
export function filterExtended(xml: string, sheet: string, table: TableExtent, bottom: number): string {
  const index = sheetTags(xml).findIndex((tag) => attributeOf(tag, 'name') === sheet);
  return xml.replace(/<((?:[\w.-]+:)?definedName\s[^>]*)>([^<]*)</g, (whole, tag: string, reference: string) => {
    const isFilter = attributeOf(tag, 'name') === '_xlnm._FilterDatabase';
    if (!isFilter || attributeOf(tag, 'localSheetId') !== String(index)) return whole;
    return `<${tag}>${extendNamedRange(reference, table, bottom)}<`;
  });
}

function sheetTags(xml: string): readonly string[] {
  return [...xml.matchAll(/<((?:[\w.-]+:)?sheet\s[^>]*)>/g)].map((match) => match[1] ?? '');
}
