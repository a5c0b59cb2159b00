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

type Fits<Document, Kept> = (document: Document, record: Kept) => boolean;

/**
 * A record in which all agrees with one kind of document alone is of that kind. What is left over is given to whoever it may
 * be where there is enough of it, or where those who wait for it are equal; otherwise nobody knows.
 * @param mayBe nothing of the record contradicts the document's head; `isFully`: nothing at all does
 */
export function pairTwins<Document extends Twin, Kept>(
  documents: readonly Document[],
  records: readonly Kept[],
  mayBe: Fits<Document, Kept>,
  isFully: Fits<Document, Kept>,
): Pairing<Kept> {
  const found = new Map<number, Kept>();
  const undecided = new Set<number>();
  const kinds = Map.groupBy(documents, ({ hash }) => hash);
  const ownersOf = (record: Kept) =>
    [...kinds].filter(([, [one]]) => mayBe(one!, record) && isFully(one!, record)).map(([hash]) => hash);
  const owners = new Map(records.map((record) => [record, ownersOf(record)]));
  for (const [record, [kind, ...others]] of owners) {
    const document = others.length > 0 ? undefined : kinds.get(kind ?? '')?.find(({ seq }) => !found.has(seq));
    if (document !== undefined) found.set(document.seq, record);
  }
  const isOwn: Fits<Document, Kept> = ({ hash }, record) => owners.get(record)!.includes(hash);
  const left = documents.filter(({ seq }) => !found.has(seq));
  const shared = records.filter((record) => owners.get(record)!.length !== 1);
  const fits: Fits<Document, Kept> = (document, record) =>
    owners.get(record)!.length > 0 ? isOwn(document, record) : mayBe(document, record);
  for (const group of groupsOf(left, shared, fits)) {
    const isTwins = new Set(group.documents.map(({ hash }) => hash)).size === 1;
    const pairs = isTwins || group.records.length >= group.documents.length ? pairGroup(group, isOwn, fits) : [];
    for (const [document, record] of pairs) found.set(document.seq, record);
    if (!isTwins) for (const { seq } of group.documents) if (!found.has(seq)) undecided.add(seq);
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
  fits: Fits<Document, Kept>,
): readonly Group<Document, Kept>[] {
  let groups: Group<Document, Kept>[] = [];
  for (const document of documents) {
    const own = records.filter((record) => fits(document, record));
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

/** First those in which all agrees. */
function pairGroup<Document extends Twin, Kept>(
  { documents, records }: Group<Document, Kept>,
  isOwn: Fits<Document, Kept>,
  fits: Fits<Document, Kept>,
): readonly (readonly [Document, Kept])[] {
  const free = new Set(records);
  const take = (document: Document, suits: Fits<Document, Kept>) => {
    const record = [...free].find((one) => suits(document, one));
    if (record === undefined) return [];
    free.delete(record);
    return [[document, record] as const];
  };
  const own = documents.flatMap((document) => take(document, isOwn));
  const paired = new Set(own.map(([document]) => document));
  const others = documents.filter((document) => !paired.has(document));
  return [...own, ...others.flatMap((document) => take(document, fits))];
}
