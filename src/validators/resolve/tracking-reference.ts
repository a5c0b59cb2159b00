/** Finds the tracking option that a record itself names, and puts the identifiers in the place of the names. */

import { foldKey } from '../../model/index-facts.ts';
import { textOf } from '../../model/values.ts';
import { nearestOf, type ResolveField } from './resolution.ts';

/** @param field `FromTracking.1.Option`, with the category in `FromTracking.1.Name` */
export const resolveTrackingReference: ResolveField = (field, text, values, facts) => {
  const path = field.slice(0, field.lastIndexOf('.'));
  const name = textOf(values, `${path}.Name`);
  if (name === undefined) return { code: 'map/tracking-without-category', params: { field: path } };
  const category = facts.trackingCategory(name);
  if (category?.status !== 'ACTIVE') {
    const active = facts.tracking.filter(({ status }) => status === 'ACTIVE');
    return { code: 'resolve/unknown-tracking-category', params: { category: name, candidates: near(name, active) } };
  }
  const options = category.options.filter(({ status }) => status === 'ACTIVE');
  const option =
    options.find((other) => other.name === text) ?? options.find((other) => foldKey(other.name) === foldKey(text));
  if (option === undefined) {
    const params = { category: category.name, candidates: near(text, options) };
    return { code: 'resolve/unknown-tracking-option', params };
  }
  values.delete(`${path}.Name`);
  values.delete(field);
  values.set(`${path}.TrackingCategoryID`, category.id);
  values.set(`${path}.TrackingOptionID`, option.id);
  return undefined;
};

function near(word: string, things: readonly { readonly name: string }[]): string {
  const names = nearestOf(
    word,
    things,
    ({ name }) => [name],
    ({ name }) => name,
  );
  return names.join(', ');
}
