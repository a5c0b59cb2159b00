/** Pairs documents with the records that they may have become, where only their content tells; equal ones are counted. */

export interface Pairing<Kept> {
  readonly found: ReadonlyMap<number, Kept>;
  /** Seqs of which it cannot be told whether a record is theirs. */
  readonly undecided: ReadonlySet<number>;
}

interface Twin {
  readonly seq: number;
  /** Equal documents have the same. */
  readonly hash: string;
}

/** @param mayBe nothing of the record contradicts the document; `isFully`: all that it shows agrees. */
export function pairTwins<Document extends Twin, Kept>(
  documents: readonly Document[],
  records: readonly Kept[],
  mayBe: (document: Document, record: Kept) => boolean,
  isFully: (document: Document, record: Kept) => boolean,
): Pairing<Kept> {
  const found = new Map<number, Kept>();
  const undecided = new Set<number>();
  for (const group of groupsOf(documents, records, mayBe)) {
    const pairs = pairGroup(group, isFully);
    if (pairs === undefined) for (const { seq } of group.documents) undecided.add(seq);
    else for (const [document, record] of pairs) found.set(document.seq, record);
  }
  return { found, undecided };
}

interface Group<Document, Kept> {
  readonly documents: readonly Document[];
  readonly records: readonly Kept[];
}

/** Documents that have a record in common stand in one group. */
function groupsOf<Document, Kept>(
  documents: readonly Document[],
  records: readonly Kept[],
  mayBe: (document: Document, record: Kept) => boolean,
): readonly Group<Document, Kept>[] {
  let groups: Group<Document, Kept>[] = [];
  for (const document of documents) {
    const own = records.filter((record) => mayBe(document, record));
    if (own.length === 0) continue;
    const touched = groups.filter((group) => group.records.some((record) => own.includes(record)));
    const merged = {
      documents: [...touched.flatMap((group) => group.documents), document],
      records: [...new Set([...touched.flatMap((group) => group.records), ...own])],
    };
    groups = [...groups.filter((group) => !touched.includes(group)), merged];
  }
  return groups;
}

/** Undefined where records are too few and do not tell whose they are. */
function pairGroup<Document extends Twin, Kept>(
  { documents, records }: Group<Document, Kept>,
  isFully: (document: Document, record: Kept) => boolean,
): readonly (readonly [Document, Kept])[] | undefined {
  const classes = Map.groupBy(documents, ({ hash }) => hash);
  const owners = records.map((record) => [...classes.values()].filter(([one]) => isFully(one!, record)));
  const isClear = classes.size === 1 || owners.every((own) => own.length === 1);
  if (!isClear && records.length < documents.length) return undefined;
  const free = new Set(records);
  const isOwn = (document: Document, record: Kept) =>
    owners[records.indexOf(record)]?.includes(classes.get(document.hash)!);
  const take = (document: Document, fits: (record: Kept) => boolean | undefined) => {
    const record = [...free].find(fits);
    if (record === undefined) return [];
    free.delete(record);
    return [[document, record] as const];
  };
  const own = documents.flatMap((document) => take(document, (record) => isOwn(document, record)));
  if (isClear && classes.size > 1) return own;
  const paired = new Set(own.map(([document]) => document));
  const others = documents.filter((document) => !paired.has(document));
  return [...own, ...others.flatMap((document) => take(document, () => true))];
}
