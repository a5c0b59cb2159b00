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
  return objectsOf(input.LineItems).map((given) => {
    const id = textIn(given, 'LineItemID')?.toLowerCase();
    const replaced = id === undefined ? undefined : old.find((line) => line.LineItemID === id);
    if (replaced === undefined) return resolveLine(call, given, crypto.randomUUID(), context);
    return resolveLine(call, mergedLine(replaced, given), textOf(replaced.LineItemID) ?? '', context);
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
  const derives = textOf(given.LineAmount) !== undefined;
  const kept = merged.filter((field) => old[field] !== undefined && !(derives && field === 'UnitAmount'));
  return { ...Object.fromEntries(kept.map((field) => [field, old[field]])), ...given };
}
