/** Call limits: fixed minute and day windows per organisation, an app-wide minute, and calls in flight. The windows live in the books. */
import { createHash } from 'node:crypto';
import type { Store } from '../books/store.ts';
import type { SandboxSettings } from '../settings.ts';
import type { Reply } from './reply.ts';

export interface SandboxLimits {
  readonly minute: number;
  readonly day: number;
  readonly concurrent: number;
  readonly appMinute: number;
}

export const defaultLimits: SandboxLimits = { minute: 60, day: 5000, concurrent: 5, appMinute: 10_000 };

export interface Meter {
  /** Counts a call; a reply when it is one too many. */
  take(store: Store, now: number): Reply | undefined;
  /** Headers that say what is left. */
  headers(store: Store, now: number): Readonly<Record<string, string>>;
  /** Whether one more call at once is one too many; otherwise it is counted until `leave`. */
  enter(): boolean;
  leave(): void;
  tooManyAtOnce(store: Store, now: number): Reply;
}

interface Window {
  readonly name: 'day' | 'minute' | 'appminute';
  readonly length: number;
  readonly most: number;
  /** Where the windows of this organisation begin, in ms from a full minute or day. */
  readonly offset: number;
  readonly header: string;
}

export function createMeter(tenantId: string, limits: SandboxLimits | 'off', settings: SandboxSettings): Meter {
  const windows = windowsOf(tenantId, limits === 'off' ? defaultLimits : limits);
  let inFlight = 0;
  const left = (store: Store, now: number) => (window: Window) =>
    Math.max(0, window.most - (limits === 'off' ? 0 : used(store, window, now)));
  const headers = (store: Store, now: number) =>
    Object.fromEntries(windows.map((window) => [window.header, String(left(store, now)(window))]));
  return {
    headers,
    take: (store, now) => {
      if (limits === 'off') return undefined;
      const full = windows.find((window) => used(store, window, now) >= window.most);
      if (full !== undefined) {
        const seconds = Math.ceil((startOf(full, now) + full.length - now) / 1000);
        return tooMany({ ...headers(store, now), 'Retry-After': String(seconds), 'X-Rate-Limit-Problem': full.name });
      }
      for (const window of windows) count(store, window, now);
      return undefined;
    },
    enter: () => {
      if (limits !== 'off' && inFlight >= limits.concurrent) return false;
      inFlight += 1;
      return true;
    },
    leave: () => {
      inFlight -= 1;
    },
    tooManyAtOnce: (store, now) => {
      const problem = settings.concurrentProblem === 'none' ? {} : { 'X-Rate-Limit-Problem': 'concurrent' };
      return tooMany({ ...headers(store, now), ...problem });
    },
  };
}

function windowsOf(tenantId: string, limits: SandboxLimits): readonly Window[] {
  const seed = createHash('sha256').update(tenantId).digest().readUInt32BE();
  const [minute, day] = [60_000, 86_400_000];
  return [
    { name: 'day', length: day, most: limits.day, offset: seed % day, header: 'X-DayLimit-Remaining' },
    { name: 'minute', length: minute, most: limits.minute, offset: seed % minute, header: 'X-MinLimit-Remaining' },
    { name: 'appminute', length: minute, most: limits.appMinute, offset: 0, header: 'X-AppMinLimit-Remaining' },
  ];
}

function startOf(window: Window, now: number): number {
  return Math.floor((now - window.offset) / window.length) * window.length + window.offset;
}

function used(store: Store, window: Window, now: number): number {
  const row = store.rows('select start, used from window where name = ?', window.name)[0];
  return row?.start === startOf(window, now) ? Number(row.used) : 0;
}

function count(store: Store, window: Window, now: number): void {
  store.rows(
    `insert into window values (?, ?, 1) on conflict do update
     set used = case start when excluded.start then used + 1 else 1 end, start = excluded.start returning used`,
    window.name,
    startOf(window, now),
  );
}

function tooMany(headers: Readonly<Record<string, string>>): Reply {
  return { status: 429, type: 'none', body: '', headers };
}
