/** Tracking on a record itself: a category's and an option's names, which are looked up, or their identifiers. */

import type { Field } from '../../../model/entity.ts';

const MOST = 2;

/** @param root the list: `FromTracking`. */
export function trackingReferences(root: string): readonly Field[] {
  return Array.from({ length: MOST }, (_, index) => member(`${root}.${index + 1}`)).flat();
}

function member(path: string): readonly Field[] {
  return [
    { name: `${path}.TrackingCategoryID`, type: 'id', note: 'The tracking category by its identifier.' },
    { name: `${path}.TrackingOptionID`, type: 'id', note: 'The option by its identifier.' },
    { name: `${path}.Name`, type: 'text', maxLength: 100, notSent: true, note: 'The tracking category by its name.' },
    {
      name: `${path}.Option`,
      type: 'text',
      notSent: true,
      names: 'tracking-option',
      note: 'The option by its name, of the category named beside it.',
    },
  ];
}
