/** Leaves out of a row what the database holds as NULL, as optional properties want it. */

type Present<T> = { readonly [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as null extends T[K] ? K : never]?: Exclude<T[K], null>;
};

/** The same properties without those that are null. */
export function present<T extends object>(row: T): Present<T> {
  const result: Partial<T> = {};
  for (const name in row) {
    const value = row[name];
    if (value !== null) result[name] = value;
  }
  return result as unknown as Present<T>;
}
