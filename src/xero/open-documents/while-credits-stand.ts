/** Credits are read before the invoices that they are set against: what was read of both is true only if no credit changed meanwhile. */

import { Refusal } from '../../model/refusal.ts';

/** After that often credits are changed faster than they can be read. */
const MOST_READINGS = 3;

/**
 * @param read undefined where a credit was changed while it read: then it reads once more
 * @throws Refusal `xero/changing` (exit 3) where that happens each time
 */
export async function whileCreditsStand<Result>(read: () => Promise<Result | undefined>): Promise<Result> {
  for (let readings = 0; readings < MOST_READINGS; readings += 1) {
    const result = await read();
    if (result !== undefined) return result;
  }
  throw new Refusal(
    'xero/changing',
    'Credit notes, prepayments or overpayments are changed in Xero faster than they can be read.\nTry again when fewer people work in the books.',
    3,
  );
}
