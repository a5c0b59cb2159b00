/** Writes days by a declared pattern: `dd/MM/yyyy`, `d MMM yy`, `iso`. */

const LETTERS = /d+|M+|y+/gu;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** @param pattern one that `compileDatePattern` takes. @returns a function of a day `YYYY-MM-DD` */
export function dateText(pattern: string): (day: string) => string {
  if (/^iso$/i.test(pattern.trim())) return (day) => day;
  return (day) => {
    const [year = '', month = '', date = ''] = day.split('-');
    const name = MONTHS[Number(month) - 1] ?? '';
    const parts: Readonly<Record<string, string>> = {
      d: String(Number(date)),
      dd: date,
      M: String(Number(month)),
      MM: month,
      MMM: name.slice(0, 3),
      MMMM: name,
      yy: year.slice(2),
      yyyy: year,
    };
    return pattern.trim().replace(LETTERS, (letters) => parts[letters] ?? letters);
  };
}
