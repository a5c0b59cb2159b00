/** Tracking on a line: category and option by name or id, as Xero stores them. */
import { optionOf, sameText } from '../books/facts.ts';
import { type JsonObject, objectsOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { textIn } from '../server/input.ts';
import * as texts from '../validation/messages.ts';

/** Entries with names and ids; what is unknown is dropped or refused as the settings say. */
export function trackingOf(
  call: Call,
  given: JsonObject[string],
): { entries: readonly JsonObject[]; errors: readonly string[] } {
  const entries: JsonObject[] = [];
  const errors: string[] = [];
  for (const entry of objectsOf(given)) {
    const [name, id] = [textIn(entry, 'Name'), textIn(entry, 'TrackingCategoryID')];
    const category = call.facts
      .trackingCategories()
      .find((known) => sameText(known.TrackingCategoryID, id) || (id === undefined && sameText(known.Name, name)));
    const [optionName, optionId] = [textIn(entry, 'Option'), textIn(entry, 'TrackingOptionID')];
    const option = category === undefined ? undefined : optionOf(category, optionName, optionId);
    if (category !== undefined && option !== undefined) {
      entries.push({
        Name: category.Name,
        Option: option.Name,
        TrackingCategoryID: category.TrackingCategoryID,
        TrackingOptionID: option.TrackingOptionID,
      });
    } else if (call.settings.unknownTracking === 'refused' && (optionName ?? optionId) !== undefined) {
      errors.push(texts.trackingUnknown(optionName ?? optionId ?? ''));
    }
  }
  return { entries, errors };
}
