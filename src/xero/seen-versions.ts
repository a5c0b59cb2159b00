/** Remembers which records were read and in which version, in 16 bytes each and not in objects. */

export interface SeenVersions {
  /** Whether the record was not read before, or only in an older version. @param version rises with each change; 0 or more */
  note(id: string, version: number): boolean;
  /** Forgets a record; false where it was not there. */
  forget(id: string): boolean;
  /** Records that were noted and not forgotten. */
  count(): number;
}

const FREE = 0;
const FORGOTTEN = 1;
/** Versions are kept above the two marks. */
const FIRST = 2;

/** Two records are taken for one with a chance of 1 to 30 million among a million of them. */
export function createSeenVersions(): SeenVersions {
  let table = createTable(1024);
  let used = 0;
  let count = 0;

  const noteIn = (hash: Hash, version: number): boolean => {
    const slot = slotOf(table, hash);
    const before = table.versions[slot]!;
    if (before === FREE) used += 1;
    if (before < FIRST) count += 1;
    else if (version + FIRST <= before) return false;
    table.high[slot] = hash.high;
    table.low[slot] = hash.low;
    table.versions[slot] = version + FIRST;
    return true;
  };
  return {
    note(id, version) {
      if (used * 3 > table.versions.length * 2) table = grown(table);
      return noteIn(hashOf(id), version);
    },
    forget(id) {
      const slot = slotOf(table, hashOf(id));
      if (table.versions[slot]! < FIRST) return false;
      table.versions[slot] = FORGOTTEN;
      count -= 1;
      return true;
    },
    count: () => count,
  };
}

interface Hash {
  readonly high: number;
  readonly low: number;
}

/** The length is a power of 2. */
interface Table {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly versions: Float64Array;
}

function createTable(length: number): Table {
  return { high: new Uint32Array(length), low: new Uint32Array(length), versions: new Float64Array(length) };
}

/** Its own, or the free one where it belongs. */
function slotOf({ high, low, versions }: Table, hash: Hash): number {
  const mask = versions.length - 1;
  let slot = hash.low & mask;
  while (versions[slot] !== FREE && (high[slot] !== hash.high || low[slot] !== hash.low)) slot = (slot + 1) & mask;
  return slot;
}

function grown(before: Table): Table {
  const after = createTable(before.versions.length * 2);
  for (let from = 0; from < before.versions.length; from += 1) {
    if (before.versions[from] === FREE) continue;
    const hash = { high: before.high[from]!, low: before.low[from]! };
    const slot = slotOf(after, hash);
    after.high[slot] = hash.high;
    after.low[slot] = hash.low;
    after.versions[slot] = before.versions[from]!;
  }
  return after;
}

/** Two multiplicative hashes of the text, letter case ignored. */
function hashOf(id: string): Hash {
  const text = id.toLowerCase();
  let high = 0x811c9dc5;
  let low = 0x9e3779b9;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x85ebca6b);
    low ^= low >>> 13;
  }
  return { high: (high ^ (high >>> 15)) >>> 0, low: (low ^ (low >>> 16)) >>> 0 };
}
