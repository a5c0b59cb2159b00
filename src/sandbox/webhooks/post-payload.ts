/** Sends one payload and judges the answer: in time, of the status wanted, with an empty body and no cookies. */
import type { SandboxClock } from '../clock.ts';

export interface Letter {
  readonly url: string;
  readonly body: string;
  /** Of the header x-xero-signature. */
  readonly signature: string;
  /** 200 for a signature that is right, 401 for one that is not. */
  readonly wanted: 200 | 401;
}

/** Real milliseconds, for the receiver lives in real time. */
const patience = 5000;

/** What is wrong with the answer; undefined when nothing is. Never rejects. */
export async function postPayload(
  letter: Letter,
  clock: SandboxClock,
  closing: AbortSignal,
): Promise<string | undefined> {
  const late = new AbortController();
  const cancel = clock.after(patience * clock.speed, () => late.abort());
  try {
    const response = await fetch(letter.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json; charset=utf-8', 'x-xero-signature': letter.signature },
      body: letter.body,
      redirect: 'manual',
      signal: AbortSignal.any([late.signal, closing]),
    });
    return await problemOf(response, letter.wanted);
  } catch (error) {
    if (late.signal.aborted) return 'There was no answer within 5 seconds.';
    const { cause } = error as Error;
    return `Nobody could be reached: ${cause instanceof Error ? cause.message : (error as Error).message}.`;
  } finally {
    cancel();
  }
}

async function problemOf(response: Response, wanted: 200 | 401): Promise<string | undefined> {
  const empty = await isEmpty(response);
  if (response.status !== wanted) {
    const why = wanted === 200 ? 'a signature that is right' : 'a signature that is wrong';
    return `The answer to ${why} was ${response.status}, not ${wanted}.`;
  }
  if (response.headers.has('set-cookie')) return 'The answer set a cookie.';
  return empty ? undefined : 'The answer had a body; it must be empty.';
}

/** Reads no more than it must. */
async function isEmpty(response: Response): Promise<boolean> {
  const reader = response.body?.getReader();
  if (reader === undefined) return true;
  const { done } = await reader.read();
  await reader.cancel();
  return done;
}
