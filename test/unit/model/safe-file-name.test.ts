import { describe, expect, test } from 'vitest';
import { fileType } from '../../../src/model/file-type.ts';
import { safeFileName } from '../../../src/model/safe-file-name.ts';

describe('a name made safe', () => {
  test.each([
    ['INV-0001', 'INV-0001'],
    ['2026/10 <A>:"B"\\|?*', '2026_10 _A___B_____'],
    ['..', '_'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['.hidden', 'hidden'],
    ['report. . ', 'report'],
    ['', '_'],
    ['   ', '_'],
    ['con.pdf', '_con.pdf'],
    ['COM1', '_COM1'],
    ['console.pdf', 'console.pdf'],
    ['a\u0000b\nc\u202ed', 'a_b_c_d'],
    ['cafe\u0301', 'caf\u00e9'],
    ['Müller & Söhne, 50 %.pdf', 'Müller & Söhne, 50 %.pdf'],
  ])('%j is %j', (text, expected) => {
    expect(safeFileName(text)).toBe(expected);
  });

  test('is cut where it is too long, with its ending kept and no character split', () => {
    const name = safeFileName(`${'ü'.repeat(300)}.pdf`);
    expect(name).toBe(`${'ü'.repeat(98)}.pdf`);
    expect(Buffer.byteLength(safeFileName('😀'.repeat(100)))).toBe(200);
  });
});

test.each([
  ['receipt.PDF', 'application/pdf'],
  ['a.b.jpg', 'image/jpeg'],
  ['archive', undefined],
  ['page.html', undefined],
  ['.', undefined],
])('the type of %s is %s', (name, type) => {
  expect(fileType(name)).toBe(type);
});
