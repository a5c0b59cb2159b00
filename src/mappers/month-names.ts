/** Names of months, short and long, in the languages that finance teams' spreadsheets come in. */

const NAMES: readonly string[] = [
  'jan january januar jänner janvier janv januari enero ene gennaio gen',
  'feb february februar février fevrier fevr fev februari febrero febbraio',
  'mar march märz mrz mars maart mrt maa marzo maerz',
  'apr april avril avr abril abr aprile',
  'may mai mei mayo maggio mag',
  'jun june juni juin junio giugno giu',
  'jul july juli juillet juil julio luglio lug',
  'aug august août aout augustus agosto ago',
  'sep sept september septembre septiembre setiembre settembre set',
  'oct october oktober okt octobre octubre ottobre ott',
  'nov november novembre noviembre',
  'dec december dezember dez décembre diciembre dic dicembre',
];

/** 1 to 12; undefined where no month is called so. Case, accents and a full stop at the end do not matter. */
export function monthNumber(name: string): number | undefined {
  return MONTHS.get(fold(name));
}

function fold(name: string): string {
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  return bare.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, index) => names.split(' ').map((name): [string, number] => [fold(name), index + 1])),
);
