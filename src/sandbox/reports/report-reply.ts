/** How a report is asked for and answered: its parameters in any letter case, its titles and rows in the envelope. */
import { bareInstantOut, longDay } from '../books/calendar.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { dayIn } from '../server/input.ts';
import { envelope, errorReply, type Reply, refusal } from '../server/reply.ts';

export interface Report {
  readonly id: string;
  readonly name: string;
  readonly titles: readonly string[];
  readonly rows: readonly JsonObject[];
}

export function reportReply(call: Call, { id, name, titles, rows }: Report): Reply {
  const report: JsonObject = {
    ReportID: id,
    ReportName: name,
    ReportType: id,
    ReportTitles: titles,
    ReportDate: longDay(call.today),
    UpdatedDateUTC: bareInstantOut(call.now),
    Fields: [],
    Rows: rows,
  };
  return envelope(call, { Reports: [report] });
}

export function organisationName(call: Call): string {
  const [organisation] = call.store.select('Organisation', { conditions: [] });
  return textOf(organisation?.body.Name) ?? '';
}

/** Undefined where it is absent or blank. */
export function parameter(call: Call, name: string): string | undefined {
  const found = [...call.query].find(([key]) => key.toLowerCase() === name.toLowerCase());
  return textOf(found?.[1])?.trim();
}

/** @throws a refusal of the call when it is no date. */
export function dayParameter(call: Call, name: string): string | undefined {
  return dayIn({ [name]: parameter(call, name) }, name);
}

export function isTrue(call: Call, name: string): boolean {
  return parameter(call, name)?.toLowerCase() === 'true';
}

/** From 1 to 12; undefined where it is absent. @throws a refusal of the call when it is none. */
export function periodsParameter(call: Call): number | undefined {
  const text = parameter(call, 'periods');
  if (text === undefined) return undefined;
  const periods = Number(text);
  if (Number.isInteger(periods) && periods >= 1 && periods <= 12) return periods;
  throw refusal(errorReply(10, 'The periods parameter must be an integer between 1 and 12.'));
}

const timeframes: Readonly<Record<string, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12, '1': 1, '3': 3, '12': 12 };

/** In months: 1 where it is absent. @throws a refusal of the call when it is none. */
export function timeframeParameter(call: Call): number {
  const months = timeframes[parameter(call, 'timeframe')?.toUpperCase() ?? 'MONTH'];
  if (months !== undefined) return months;
  throw refusal(errorReply(10, 'The timeframe parameter must be one of MONTH, QUARTER, YEAR.'));
}
