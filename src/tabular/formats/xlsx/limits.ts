/** What a workbook may hold at most; a file beyond it is refused while memory is still small. */

/** Bytes of the file. */
export const MAX_FILE_BYTES = 1024 ** 3;
/** Parts in the package. */
export const MAX_PARTS = 20_000;
/** Inflated bytes of a worksheet. */
export const MAX_SHEET_BYTES = 4 * 1024 ** 3;
/** Inflated bytes of the shared strings. */
export const MAX_STRINGS_BYTES = 512 * 1024 ** 2;
/** Inflated bytes of the styles, and of the workbook part and the relationships. */
export const MAX_SMALL_PART_BYTES = 32 * 1024 ** 2;
/** A part may not grow more than this while it is inflated, once it is larger than `RATIO_FREE_BYTES`. */
export const MAX_RATIO = 400;
export const RATIO_FREE_BYTES = 64 * 1024 ** 2;
/** Characters of one text; Excel itself stops at 32,767. */
export const MAX_TEXT = 4 * 32_767;
/** Characters of one tag, comment or instruction. */
export const MAX_MARKUP = 256 * 1024;
/** Bytes of all shared strings together, as they are held in memory. */
export const MAX_STRINGS_HELD = 256 * 1024 ** 2;
export const MAX_COLUMNS = 16_384;
export const MAX_ROWS = 1_048_576;
/** Cell formats; Excel itself stops at 65,490. */
export const MAX_STYLES = 100_000;
