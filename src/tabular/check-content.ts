/** Whether a file's content is what its extension says. */

import { Refusal } from '../model/refusal.ts';
import { type InputFile, readAt } from './input-file.ts';

type Content = 'zip' | 'ole' | 'html' | 'pdf' | 'text';

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** Throws `read/wrong-content`, or `read/encrypted` for a workbook with a password, saying what the file is. */
export async function checkContent(file: InputFile, extension: string): Promise<void> {
  const content = contentOf(await readAt(file, 0, 1024));
  const wanted: Content = extension === '.xlsx' ? 'zip' : 'text';
  if (content === 'ole' && (await isEncrypted(file))) {
    throw new Refusal(
      'read/encrypted',
      `${file.path} is protected by a password. Open it in Excel, take the password off (File, Info, Protect Workbook), and save it.`,
    );
  }
  if (content === wanted) return;
  throw new Refusal('read/wrong-content', `${file.path} ends in ${extension}, but ${describe(content)}`);
}

function contentOf(head: Buffer): Content {
  if (head.subarray(0, 2).toString('latin1') === 'PK' && head[2]! < 8 && head[3]! < 9) return 'zip';
  if (head.subarray(0, 8).equals(OLE)) return 'ole';
  const text = head
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (/^<(?:!doctype html|html|head|body|table|meta|style|\?xml|!--)/i.test(text)) return 'html';
  return text.startsWith('%PDF-') ? 'pdf' : 'text';
}

function describe(content: Content): string {
  switch (content) {
    case 'zip':
      return 'it is a zip file, as workbooks are. If it is a workbook, give it the extension .xlsx.';
    case 'ole':
      return 'it is an old Excel file (.xls). Open it in Excel and save it as .xlsx.';
    case 'html':
      return 'it is a web page or XML. Open it in Excel and save it as .xlsx, or export it again as CSV.';
    case 'pdf':
      return 'it is a PDF. Export the table itself as .xlsx or .csv.';
    case 'text':
      return 'it is plain text. If it is a table with separators, give it the extension .csv.';
  }
}

/** Whether the directory of an OLE file names the stream in which Office puts an encrypted workbook. */
async function isEncrypted(file: InputFile): Promise<boolean> {
  const header = await readAt(file, 0, 76);
  if (header.length < 76) return false;
  const sectorBytes = 2 ** Math.min(header.readUInt16LE(30), 16);
  const directory = await readAt(file, (header.readUInt32LE(48) + 1) * sectorBytes, 4096);
  return directory.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}
