/** Keys that stand twice in one call, for sandboxes in which both elements are then refused. */
import type { JsonObject } from '../json.ts';
import type { Call } from '../server/call.ts';
import { textIn } from '../server/input.ts';

/** Values of a field, in lower case, that more than one element has; none where the first of them wins. */
export function repeatedKeys(call: Call, inputs: readonly JsonObject[], field: string): ReadonlySet<string> {
  const [seen, repeated] = [new Set<string>(), new Set<string>()];
  if (call.settings.duplicateInBatch === 'first-wins') return repeated;
  for (const input of inputs) {
    const key = textIn(input, field)?.toLowerCase();
    if (key !== undefined) (seen.has(key) ? repeated : seen).add(key);
  }
  return repeated;
}
