/** Turns a cell into a value of its field's type. */

import type { Value } from '../model/document.ts';
import type { Field } from '../model/entity.ts';
import { nearest } from '../model/nearest.ts';
import { type Cell, cellText } from '../model/source-row.ts';
import type { ReadDate } from './date-format.ts';
import { type Failure, failure, isFailure } from './failure.ts';
import type { ReadNumber } from './number-format.ts';
import { remember } from './remember.ts';

/** Never called with a blank or an error cell. */
export type ReadTyped = (cell: Cell) => Value | Failure;

const GUID = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;
const YES_NO: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['y', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['n', false],
  ['0', false],
]);

/** As Excel writes a long number into a CSV file: only its first digits. */
const SHORTENED = /^\s*\d(?:[.,]\d+)?E\+\d{2,}\s*$/;
/** Excel keeps 15 digits of a number; a program that keeps more writes them. */
const LOST_DIGITS = /^-?\d{15}0+$/;

export function readTyped(field: Field, numbers: ReadNumber, dates: ReadDate): ReadTyped {
  switch (field.type) {
    case 'decimal':
      return numbers;
    case 'integer':
      return (cell) => readInteger(numbers, cell);
    case 'date':
      return dates;
    case 'boolean':
      return readBoolean;
    case 'id':
      return readId;
    case 'choice':
      return readChoice(field.values ?? []);
    case 'text':
      return readText;
  }
}

/** All but tab, LF and CR. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

function readText(cell: Cell): string | Failure {
  if (typeof cell !== 'string') return 'n' in cell && LOST_DIGITS.test(cell.n) ? shortened() : cellText(cell);
  const at = cell.search(CONTROL);
  if (at >= 0) return controlCharacter(cell.charCodeAt(at), at);
  if (cell.includes('E+') && SHORTENED.test(cell)) return shortened();
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(cell.length - 1);
  return first <= 32 || last <= 32 || first === 160 || last === 160 ? cell.trim() : cell;
}

function shortened(): Failure {
  return failure('map/shortened-number');
}

function controlCharacter(code: number, at: number): Failure {
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return failure('map/control-character', { character: name, position: String(at + 1) });
}

function readInteger(numbers: ReadNumber, cell: Cell): Value | Failure {
  const number = numbers(cell);
  if (isFailure(number)) return number;
  if (number.scale === 0) return number;
  const one = 10n ** BigInt(number.scale);
  return number.units % one === 0n ? { units: number.units / one, scale: 0 } : failure('map/not-a-whole-number');
}

function readBoolean(cell: Cell): boolean | Failure {
  if (typeof cell !== 'string' && 'b' in cell) return cell.b;
  return YES_NO.get(cellText(cell).trim().toLowerCase()) ?? failure('map/not-yes-or-no');
}

function readId(cell: Cell): string | Failure {
  return GUID.exec(cellText(cell).trim())?.[1]?.toLowerCase() ?? failure('map/not-an-id');
}

function readChoice(values: readonly string[]): ReadTyped {
  const known = new Map(values.map((value) => [value.toLowerCase(), value]));
  const read = remember((text: string): string | Failure => {
    const value = known.get(text.trim().toLowerCase());
    if (value !== undefined) return value;
    return failure('map/not-a-choice', {
      nearest: nearest(text, values, 1)[0] ?? '',
      choices: values.join(', '),
    });
  });
  return (cell) => read(cellText(cell));
}
