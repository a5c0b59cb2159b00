/** The progress line on stderr: rows, documents, calls and time left, redrawn on a terminal and silent elsewhere. */

import type { Clock } from '../model/clock.ts';
import type { Estimate } from '../pipeline/estimate.ts';
import type { Progress } from '../pipeline/parts.ts';
import type { Surroundings } from './command.ts';

const REDRAW_MS = 100;

export interface ProgressLine extends Progress {
  /** Wipes the line. */
  end(): void;
}

export function createProgress(surroundings: Surroundings, clock: Clock): ProgressLine {
  const state = { phase: '', rows: 0, documents: 0, of: 0, calls: 0, startedAt: clock.now(), drawnAt: 0 };
  const draw = (force: boolean) => {
    if (!surroundings.terminal || (!force && clock.now() - state.drawnAt < REDRAW_MS)) return;
    state.drawnAt = clock.now();
    const parts = [state.phase, `${count(state.rows)} rows`];
    if (state.documents > 0)
      parts.push(`${count(state.documents)}${state.of > 0 ? ` of ${count(state.of)}` : ''} documents`);
    if (state.calls > 0) parts.push(`${count(state.calls)} calls`);
    const left = timeLeft(state, clock.now());
    if (left !== undefined) parts.push(`${left} left`);
    surroundings.err(`\r\u001b[2K${parts.join(' · ').slice(0, surroundings.columns - 1)}`);
  };
  return {
    phase(name) {
      Object.assign(state, { phase: name, documents: 0, of: 0, startedAt: clock.now() });
      draw(true);
    },
    rows(total) {
      state.rows = total;
      draw(false);
    },
    documents(done, of) {
      state.documents = done;
      state.of = of ?? state.of;
      draw(false);
    },
    calls(total) {
      state.calls = total;
      draw(false);
    },
    plan(estimate) {
      if (surroundings.terminal) surroundings.err('\r\u001b[2K');
      surroundings.err(`${estimateLine(estimate)}\n`);
    },
    end() {
      if (surroundings.terminal) surroundings.err('\r\u001b[2K');
    },
  };
}

/** `Sends 20,000 documents in 104 to 400 calls: 1 to 6 minutes, at most 8 % of the 4,990 calls left today.` */
function estimateLine({ documents, calls, fewest, minutes, made, dayLeft }: Estimate): string {
  const many = fewest === calls ? `about ${count(calls)}` : `${count(fewest)} to ${count(calls)}`;
  const what = `Sends ${counted(documents, 'document')} in ${many} ${calls === 1 ? 'call' : 'calls'}: ${timeOf(minutes)}`;
  const before = made === 0 ? '' : ` Looking up took ${counted(made, 'call')}.`;
  if (dayLeft === undefined) return `${what}.${before}`;
  const left = `the ${count(dayLeft)} calls left today`;
  if (fewest > dayLeft) return `${what}, and more than ${left}: the rest waits for tomorrow.${before}`;
  if (calls > dayLeft) return `${what}, perhaps more than ${left}: then the rest waits for tomorrow.${before}`;
  return `${what}, ${fewest === calls ? '' : 'at most '}${percent(calls / dayLeft)} of ${left}.${before}`;
}

function timeOf({ least, most }: Estimate['minutes']): string {
  if (most === 0) return 'less than a minute';
  const minutes = most === 1 ? 'minute' : 'minutes';
  if (least === most) return `about ${count(most)} ${minutes}`;
  return least === 0 ? `at most ${count(most)} ${minutes}` : `${count(least)} to ${count(most)} ${minutes}`;
}

function counted(number: number, word: string): string {
  return `${count(number)} ${number === 1 ? word : `${word}s`}`;
}

function percent(part: number): string {
  return part < 0.01 ? 'less than 1 %' : `${Math.round(part * 100)} %`;
}

function timeLeft(state: { documents: number; of: number; startedAt: number }, now: number): string | undefined {
  if (state.documents === 0 || state.of <= state.documents) return undefined;
  const seconds = Math.round((((now - state.startedAt) / state.documents) * (state.of - state.documents)) / 1000);
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

function count(value: number): string {
  return value.toLocaleString('en-GB');
}
