/** Job files that are no YAML, or that YAML misreads: each fault is told at its place, and nothing throws. */

import { describe, expect, it } from 'vitest';
import { COLUMNS, HEAD, MINIMAL, places, problemsOf } from '../unit/job/vocabulary.ts';

/** The only problem of a job whose `Reference` is written so; it stands in line 8. */
function reference(yaml: string): { readonly place: string; readonly message: string } {
  const text = `${MINIMAL}  Reference: ${yaml}\n`;
  const [place, ...others] = places(text);
  expect(others).toEqual([]);
  return { place: place ?? '', message: problemsOf(text)[0]?.message ?? '' };
}

describe('a text that YAML misreads', () => {
  it.each([
    ['Net: GBP', '8:14', '"Net: GBP"'],
    ['%', '8:14', '"%"'],
    ['@work', '8:14', '"@work"'],
    ['*', '8:14', '"*"'],
    ['*Name', '8:14', '"*Name"'],
    ['&Co of York', '8:14', '"&Co of York"'],
    ['!important', '8:14', '"!important"'],
    ['#No', '8:3', '"#No"'],
    ['Order #', '8:14', '"Order #"'],
    ['Ref #No', '8:14', '"Ref #No"'],
    ['`code`', '8:14', '"`code`"'],
    ['- Net', '8:14', '"- Net"'],
    ['? Net', '8:14', '"? Net"'],
    [', Net', '8:14', '", Net"'],
    ['[Net] VAT', '8:20', '"[Net] VAT"'],
    ['{Net} / {VAT}', '8:20', '"{Net} / {VAT}"'],
    ["'it's'", '8:18', '"it\'s"'],
    ['"A" and B', '8:18', '\'"A" and B\''],
    ['{ value: % }', '8:23', '"%"'],
    ['{ column: Fee, default: @x }', '8:38', '"@x"'],
  ])('%s goes in quotes', (yaml, at, quoted) => {
    const { place, message } = reference(yaml);
    expect(place).toBe(`${at} job/needs-quotes`);
    expect(message).toContain(`quotes: ${quoted}`);
  });

  it.each(['>10', '|x', '"a\\q"', '"open', '{Net}', '{ numbers: "1,234.56", column: a, b }', '] x'])(
    '%s goes in quotes too',
    (yaml) => {
      const { place, message } = reference(yaml);
      expect(place).toMatch(/^8:\d+ job\/needs-quotes$/);
      expect(message).toMatch(/quote/);
    },
  );

  it('in braces tells so where a text was expected', () => {
    expect(reference('{ template: {Order} }').message).toContain('begins with `{` goes in quotes');
  });
});

describe('YAML that is damaged', () => {
  it.each([
    ['an open bracket', `${MINIMAL}  Reference: { column: No\n`, ['8:14 job/unclosed']],
    ['a comment in a bracket', `${MINIMAL}  Reference: { column: No #1 }\n`, ['8:14 job/unclosed']],
    ['a tab', `${HEAD}columns:\n\tDate: Dated\n`, ['4:1 job/tab']],
    ['a forgotten space', `${MINIMAL}  DueDate:Due\n`, ['8:3 job/no-colon']],
    ['a key too far left', `${HEAD}columns:\n   Date: Dated\n  Type: T\n`, ['5:1 job/indentation']],
    ['a second document', `${MINIMAL}---\n${MINIMAL}`, ['8:1 job/documents']],
    ['a key given twice', `${HEAD}${COLUMNS}  Date: Other\n`, ['8:3 job/duplicate-key']],
    ['an empty file', '', ['1:1 job/empty-file']],
    ['only a comment', '# nothing yet\n', ['1:1 job/empty-file']],
    ['a list', '- import: Invoices\n', ['1:1 job/not-a-map']],
    ['a text', 'import:Invoices', ['1:1 job/not-a-map']],
    ['a control character', `${MINIMAL}# \u0000`, ['8:3 job/control-character']],
    ['more than 1 MB', `${MINIMAL}${'# filler\n'.repeat(120_000)}`, ['1:1 job/too-large']],
    [
      'a deep nest',
      `${MINIMAL}unused: ${'['.repeat(40)}${']'.repeat(40)}\n`,
      ['8:9 job/not-a-text', '8:25 job/too-deep'],
    ],
    ['a bottomless nest', `unused: ${'['.repeat(30_000)}`, ['1:8 job/too-deep']],
  ])('%s', (_, text, expected) => {
    const found = places(text).map((place) =>
      text.length > 20_000 ? place.replace(/1:\d+ job\/too-deep/, '1:8 job/too-deep') : place,
    );
    expect(found).toEqual(expected);
  });

  it('is told from a file in another encoding', () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode(`${MINIMAL}  Reference: Stra`), 0xdf, 0x65, 0x0a]);
    expect(places(bytes)).toEqual(['8:18 job/not-utf-8']);
    const utf16 = new Uint8Array(new Uint16Array([...`\uFEFF${MINIMAL}`].map((sign) => sign.charCodeAt(0))).buffer);
    expect(places(utf16)).toEqual(['1:1 job/not-utf-8']);
  });

  it('expands no aliases', () => {
    const bomb = `a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\nimport: Invoices\n`;
    expect(places(bomb).filter((place) => place.endsWith('job/needs-quotes'))).toHaveLength(4);
  });

  it('hides no problem of the lines that can be read', () => {
    expect(places(`${MINIMAL}  Reference: %\n  Invoicenumber: No\nsend: { mode: creat }\n`)).toEqual([
      '8:14 job/needs-quotes',
      '9:3 job/unknown-field',
      '10:15 job/unknown-word',
    ]);
  });

  it('reports no field as missing where a broken line may hold it', () => {
    expect(places(MINIMAL.replace('Dated', '%'))).toEqual(['7:9 job/needs-quotes']);
  });
});
