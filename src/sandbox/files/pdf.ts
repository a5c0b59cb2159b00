/** Writes a PDF of plain text and rules on A4 pages, in Helvetica. */
import { textWidth, winAnsi } from './win-ansi.ts';

/** Points; y grows downwards from the top of the page. */
export interface PdfText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly bold?: boolean;
  /** x is where the text ends. */
  readonly right?: boolean;
}

export interface PdfRule {
  readonly from: number;
  readonly to: number;
  readonly y: number;
}

export interface PdfPage {
  readonly texts: readonly PdfText[];
  readonly rules: readonly PdfRule[];
}

export const pageSize = { width: 595, height: 842 } as const;

/** The file's bytes: a catalogue, two fonts, and a page and its content for each page. */
export function writePdf(pages: readonly PdfPage[], title: string): Uint8Array<ArrayBuffer> {
  const pageIds = pages.map((_page, at) => 6 + at * 2);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    `<< /Title ${literal(title)} /Producer ${literal('rowpost')} >>`,
    ...pages.flatMap((page, at) => [pageObject(7 + at * 2), stream(contentOf(page))]),
  ];
  return latin1(assembled(objects));
}

function font(name: string): string {
  return `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
}

function pageObject(content: number): string {
  const { width, height } = pageSize;
  const resources = '/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>';
  return `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] ${resources} /Contents ${content} 0 R >>`;
}

function contentOf({ texts, rules }: PdfPage): string {
  const shown = texts.map(({ x, y, text, size, bold, right }) => {
    const start = right === true ? x - textWidth(text, size) : x;
    const place = `${start.toFixed(2)} ${(pageSize.height - y).toFixed(2)} Td`;
    return `BT /${bold === true ? 'F2' : 'F1'} ${size} Tf ${place} ${literal(text)} Tj ET`;
  });
  const drawn = rules.map(({ from, to, y }) => `${from} ${pageSize.height - y} m ${to} ${pageSize.height - y} l S`);
  return ['0.5 w', ...shown, ...drawn].join('\n');
}

function stream(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

/** The objects one after the other, and the table of where each begins. One character is one byte. */
function assembled(objects: readonly string[]): string {
  let file = '%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${entries}`;
  return `${file}${table}trailer\n<< /Size ${size} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
}

/** A string in parentheses, one character a byte of WinAnsi. */
function literal(text: string): string {
  const bytes = winAnsi(text).map((byte) => String.fromCharCode(byte));
  return `(${bytes.map((character) => ('()\\'.includes(character) ? `\\${character}` : character)).join('')})`;
}

function latin1(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
