/** What a filter asks of a field once its texts are read by the field's type. */

import type { FieldType } from '../../model/entity.ts';

/** Texts in one form: days `YYYY-MM-DD`, plain decimals, `true` and `false`, identifiers in lower case, choices as Xero spells them. */
export type Check =
  /** By equality; texts without regard to case and outer spaces. */
  | { readonly kind: 'among'; readonly values: readonly string[]; readonly negated: boolean }
  /** At least one end. `open`: the ends themselves do not count. */
  | { readonly kind: 'between'; readonly from?: string; readonly to?: string; readonly open: boolean }
  | { readonly kind: 'blank'; readonly blank: boolean };

/** The field that is asked. */
export interface FilterField {
  /** As expressions name it. */
  readonly name: string;
  readonly type: FieldType;
  readonly values?: readonly string[];
  /** Paths in an element, of which any one may answer. */
  readonly paths: readonly string[];
}

/** A condition of which each check must hold. */
export interface Condition {
  readonly field: FilterField;
  readonly checks: readonly Check[];
}
