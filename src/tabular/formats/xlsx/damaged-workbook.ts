/** The refusals that a workbook can earn, in the user's words. */

import { Refusal } from '../../../model/refusal.ts';

/** `read/damaged-workbook`. @param what says which part and what is wrong with it */
export function damagedWorkbook(path: string, what: string): Refusal {
  return new Refusal(
    'read/damaged-workbook',
    `${path} is damaged: ${what}. Open it in Excel, save it as a new .xlsx, and use that.`,
  );
}

/** `read/too-large`. @param what says what is larger than allowed */
export function tooLarge(path: string, what: string): Refusal {
  return new Refusal(
    'read/too-large',
    `${path} is not read: ${what}. Save the sheet that you need as CSV, and use that.`,
  );
}
