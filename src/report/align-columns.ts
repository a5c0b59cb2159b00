/** Lines up the columns of several input files, so that one report can hold the rows of them all. */

export interface AlignedColumns {
  /** The report's user columns: the first file's, then what others have besides. */
  readonly header: readonly string[];
  /** For each file: the report's column for each of its columns. */
  readonly positions: readonly (readonly number[])[];
}

/** Columns of the same name (nth of that name with nth) stand in one report column. */
export function alignColumns(headers: readonly (readonly string[])[]): AlignedColumns {
  const header: string[] = [];
  const known = new Map<string, number>();
  const positions = headers.map((columns) => {
    const seen = new Map<string, number>();
    return columns.map((name) => {
      const folded = name.trim().toLowerCase();
      const nth = (seen.get(folded) ?? 0) + 1;
      seen.set(folded, nth);
      const key = `${nth}\u0000${folded}`;
      const position = known.get(key);
      if (position !== undefined) return position;
      known.set(key, header.length);
      header.push(name);
      return header.length - 1;
    });
  });
  return { header, positions };
}
