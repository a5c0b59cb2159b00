/** Proves, from all rows of an input, how its undeclared dates and amounts are written. */

import { ZERO } from '../model/decimal.ts';
import { type DateOrder, type DateProof, dateReadings, provenDates, type ReadDate } from './date-format.ts';
import { type NumberProof, provenNumbers, provenSign, type ReadNumber } from './number-format.ts';

/** What the columns proved, each named by its header (and the steps of `then` before it is read); plain data, kept with the run. */
export interface ProvenFormats {
  readonly dates?: readonly (readonly [column: string, proof: DateProof])[];
  readonly numbers?: readonly (readonly [column: string, proof: NumberProof])[];
}

/** Where a value takes its undeclared formats from. */
export interface FormatBook {
  dates(column: string): ReadDate;
  numbers(column: string): ReadNumber;
}

/** Reads everything by what has been proven. */
export function provenBook(formats: ProvenFormats): FormatBook {
  const dates = new Map(formats.dates ?? []);
  const numbers = new Map(formats.numbers ?? []);
  return {
    dates: (column) => provenDates(dates.get(column)),
    numbers: (column) => provenNumbers(numbers.get(column)),
  };
}

/** A book whose readers take note of what each text proves; what was proven `earlier` stands. */
export function provingBook(earlier: ProvenFormats): FormatBook & { prove(): ProvenFormats } {
  const dates = new Map<string, DateProof>();
  const numbers = new Map<string, NumberProof>();
  return {
    dates: (column) => noteDates(column, dates),
    numbers: (column) => noteNumbers(column, numbers),
    prove: () => ({
      dates: [...new Map([...dates, ...(earlier.dates ?? [])])],
      numbers: [...new Map([...numbers, ...(earlier.numbers ?? [])])],
    }),
  };
}

/** What several files proved of the columns of one name; where two disagree, nothing that can be read two ways is. */
export function joinFormats(files: readonly ProvenFormats[]): ProvenFormats {
  const dates = new Map<string, DateProof>();
  const numbers = new Map<string, NumberProof>();
  for (const file of files) {
    for (const [column, proof] of file.dates ?? []) note(dates, column, proof);
    for (const [column, proof] of file.numbers ?? []) note(numbers, column, proof);
  }
  return { dates: [...dates], numbers: [...numbers] };
}

/** What a text is taken for while proofs are gathered: steps go on, and every column of a sum is seen. */
const SOME_DAY = '2000-01-01';

function noteDates(column: string, proofs: Map<string, DateProof>): ReadDate {
  const seen = new Set<string>();
  return (cell) => {
    if (typeof cell === 'string' && !seen.has(cell)) {
      if (seen.size >= 4096) seen.clear();
      seen.add(cell);
      note(proofs, column, orderOf(cell));
    }
    return SOME_DAY;
  };
}

/** The only order in which the text is a day; undefined where it proves none. */
function orderOf(text: string): DateOrder | undefined {
  const readings = dateReadings(text);
  const [first] = readings.keys();
  return readings.size === 1 ? first : undefined;
}

function noteNumbers(column: string, proofs: Map<string, NumberProof>): ReadNumber {
  return (cell) => {
    if (typeof cell === 'string') note(proofs, column, provenSign(cell));
    return ZERO;
  };
}

function note<P extends string>(proofs: Map<string, P | 'contradictory'>, column: string, proof: P | undefined): void {
  if (proof === undefined) return;
  const known = proofs.get(column);
  if (known === proof) return;
  proofs.set(column, known === undefined ? proof : 'contradictory');
}
