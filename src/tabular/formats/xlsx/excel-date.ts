/** Excel's serial day numbers as calendar days and times of day. */

/** Day 0 of the 1900 system from March 1900 on, when its leap day that never was lies behind. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const DAY = 86_400_000;
/** 9999-12-31, the last day that Excel knows, in the 1900 system. */
const LAST_DAY = 2_958_465;

/**
 * The day `YYYY-MM-DD` of a serial number, or undefined where Excel shows none. In the 1900 system the days before
 * March 1900 are counted one higher than they are, and 60 is a 29 February that never was: it has no calendar day.
 * @param serial decimal text; its fraction is the time of day and is dropped
 */
export function dayOfSerial(serial: string, date1904: boolean): string | undefined {
  const days = Math.floor(Number(serial));
  if (!(days >= (date1904 ? 0 : 1)) || days > LAST_DAY - (date1904 ? 1462 : 0)) return undefined;
  if (!date1904 && days === 60) return undefined;
  const epoch = date1904 ? EPOCH_1904 : days < 60 ? EPOCH_1900 + DAY : EPOCH_1900;
  const date = new Date(epoch + days * DAY);
  return `${date.getUTCFullYear()}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** The time of day `HH:MM:SS` of a serial number from 0 to below 1, to the nearest second; undefined for others. */
export function timeOfSerial(serial: string): string | undefined {
  const fraction = Number(serial);
  if (!(fraction >= 0 && fraction < 1)) return undefined;
  const seconds = Math.min(Math.round(fraction * 86_400), 86_399);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** The serial number of a day from March 1900 on; below 0 where the 1904 system has none. */
export function serialOfDay(day: string, date1904: boolean): number {
  return (Date.parse(`${day}T00:00:00Z`) - (date1904 ? EPOCH_1904 : EPOCH_1900)) / DAY;
}
