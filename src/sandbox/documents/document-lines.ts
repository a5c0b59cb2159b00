/** All lines of a document after a write: given, merged with those they replace, or kept. */
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { textIn } from '../server/input.ts';
import { type Line, type LineContext, resolveLine } from './lines.ts';

const merged = [
  'Description',
  'ItemCode',
  'AccountCode',
  'TaxType',
  'Quantity',
  'UnitAmount',
  'DiscountRate',
  'DiscountAmount',
  'Tracking',
];
/** A given field that takes the place of an old one of another name. */
const rivals: readonly (readonly [given: string, old: string])[] = [
  ['LineAmount', 'UnitAmount'],
  ['AccountID', 'AccountCode'],
  ['DiscountAmount', 'DiscountRate'],
  ['DiscountRate', 'DiscountAmount'],
];

/** Without `LineItems` the lines stay; with it, lines that it does not name by LineItemID are gone. */
export function documentLines(
  call: Call,
  before: JsonObject,
  input: JsonObject,
  context: LineContext,
): readonly Line[] {
  const old = objectsOf(before.LineItems);
  if (!Array.isArray(input.LineItems)) {
    const sameTypes = before.LineAmountTypes === context.lineAmountTypes;
    return old.map((line) => keptLine(call, line, context, sameTypes));
  }
  const left = new Map(old.map((line) => [textOf(line.LineItemID), line]));
  return objectsOf(input.LineItems).map((given) => {
    const id = textIn(given, 'LineItemID')?.toLowerCase() ?? '';
    const replaced = left.get(id);
    left.delete(id);
    return replaced === undefined
      ? resolveLine(call, given, crypto.randomUUID(), context)
      : resolveLine(call, mergedLine(replaced, given), id, context);
  });
}

/** A line that the request leaves alone is checked again, but its amounts stay. */
function keptLine(call: Call, line: JsonObject, context: LineContext, sameTypes: boolean): Line {
  const exact: Call = { ...call, unitPlaces: 4 };
  const id = textOf(line.LineItemID) ?? '';
  const bare = line.Quantity === undefined && line.UnitAmount === undefined;
  const { LineAmount, TaxAmount, UnitAmount, ...rest } = line;
  const amounts: JsonObject = bare ? {} : { LineAmount, ...(sameTypes ? { TaxAmount } : {}) };
  const resolved = resolveLine(exact, { ...rest, ...amounts }, id, context);
  return { ...resolved, body: UnitAmount === undefined ? resolved.body : { ...resolved.body, UnitAmount } };
}

function mergedLine(old: JsonObject, given: JsonObject): JsonObject {
  const kept = merged.filter((field) => {
    const isReplaced = rivals.some(([rival, field2]) => field2 === field && textOf(given[rival]) !== undefined);
    return old[field] !== undefined && !isReplaced;
  });
  return { ...Object.fromEntries(kept.map((field) => [field, old[field]])), ...given };
}
