/** The types of files that may be attached, by the ending of their name and by their MIME type. */

/** Assumed from the lists of the product's help; the API names none. */
const types: Readonly<Record<string, string>> = {
  '7z': 'application/x-7z-compressed',
  bmp: 'image/bmp',
  csv: 'text/csv',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  eml: 'message/rfc822',
  gif: 'image/gif',
  heic: 'image/heic',
  jpeg: 'image/jpeg',
  jpg: 'image/jpg',
  key: 'application/x-iwork-keynote-sffkey',
  msg: 'application/vnd.ms-outlook',
  numbers: 'application/x-iwork-numbers-sffnumbers',
  odf: 'application/vnd.oasis.opendocument.formula',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odt: 'application/vnd.oasis.opendocument.text',
  pages: 'application/x-iwork-pages-sffpages',
  pdf: 'application/pdf',
  png: 'image/png',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  rar: 'application/vnd.rar',
  rtf: 'application/rtf',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  txt: 'text/plain',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
};

const known: ReadonlySet<string> = new Set([...Object.values(types), 'application/x-zip-compressed', 'text/rtf']);

/** What clients send that say nothing of the file. */
const vague = ['', 'application/octet-stream', 'application/x-www-form-urlencoded', 'application/json'];

export interface FileType {
  readonly mime: string;
  readonly supported: boolean;
}

/** The type as the request's Content-Type names it; where that is vague, as the name ends. */
export function fileTypeOf(name: string, contentType: string): FileType {
  const sent = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  const ending = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toLowerCase() : '';
  const byEnding = Object.hasOwn(types, ending) ? types[ending] : undefined;
  const mime = vague.includes(sent) ? (byEnding ?? 'application/octet-stream') : sent;
  return { mime, supported: byEnding !== undefined || known.has(mime) };
}
