/** A job compiled for a header: values, problems, labels, keys, proofs. */

import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/model/source-row.ts';
import {
  AT,
  assembled,
  codes,
  column,
  constant,
  type Fields,
  invoices,
  type JobParts,
  mapping,
  problems,
  records,
  sourceRows,
} from './sample-job.ts';

function record(columns: Fields, header: readonly string[], cells: readonly Cell[], source: JobParts['source'] = {}) {
  return assembled({ columns, source }, header, [cells], { entity: records });
}

function name(form: Fields[string], cells: readonly Cell[]): unknown {
  const result = record({ Name: form }, ['A', 'B', 'C'], cells);
  return result.document === undefined ? codes(result) : result.document.fields.get('Name');
}

describe('where a value comes from', () => {
  it.each<[string, Fields[string], readonly Cell[], unknown]>([
    ['a column', 'A', ['x'], 'x'],
    ['outer spaces', 'A', [' x y\u00a0'], 'x y'],
    ['a missing cell', 'C', ['x'], undefined],
    ['nothing but spaces', 'A', ['  '], undefined],
    ['a number as shown', 'A', [{ n: '260', shown: '0260' }], '0260'],
    ['an Excel date in a text', 'A', [{ d: '2026-10-05' }], '2026-10-05'],
    ['joined columns', { kind: 'columns', columns: ['A', 'B', 'C'], join: ', ' }, ['x', '', 'z'], 'x, z'],
    ['the first filled', { kind: 'first', columns: ['A', 'B', 'C'] }, ['', 'y', 'z'], 'y'],
    ['a template', { kind: 'template', parts: [{ column: 'A' }, ' / ', { column: 'B' }] }, ['x', ''], 'x / '.trim()],
    [
      'a template of blanks',
      { kind: 'template', parts: [{ column: 'A' }, ' / ', { column: 'B' }] },
      ['', ''],
      undefined,
    ],
    ['a constant', constant('x'), [], 'x'],
    ['an unused error cell', 'B', [{ e: '#N/A' }, 'y'], 'y'],
    ['an error cell', 'A', [{ e: '#N/A' }], ['2 read/error-cell']],
    ['a formula without value', 'A', [{ e: 'formula' }], ['2 read/formula-without-value']],
    [
      'an error before the first filled',
      { kind: 'first', columns: ['A', 'B'] },
      [{ e: '#N/A' }, 'y'],
      ['2 read/error-cell'],
    ],
    [
      'an error in a template',
      { kind: 'template', parts: ['x', { column: 'A' }] },
      [{ e: '#N/A' }],
      ['2 read/error-cell'],
    ],
    [
      'an error among joined',
      { kind: 'columns', columns: ['A', 'B'], join: '' },
      [{ e: '#N/A' }],
      ['2 read/error-cell'],
    ],
    ['a control character', 'A', ['a\u0007b'], ['2 map/control-character']],
    ['tab and newline', 'A', ['a\tb\nc'], 'a\tb\nc'],
    ['too many cells', 'A', ['x', '', '', '', 'y'], ['2 read/extra-cells']],
    ['blank cells beyond the header', 'A', ['x', '', '', '', ' '], 'x'],
  ])('%s', (_, form, cells, expected) => {
    expect(name(form, cells)).toEqual(expected);
  });

  const days = (form: Fields[string], cells: readonly Cell[]) => {
    const result = record({ Days: form }, ['A', 'B', 'C'], cells);
    const value = result.document?.fields.get('Days');
    return typeof value === 'object' ? Number(value.units) : (value ?? codes(result));
  };

  it('adds and subtracts exactly, blanks as 0, all blank as blank', () => {
    const sum = { kind: 'sum', columns: ['A', 'B', 'C'] } as const;
    const difference = { kind: 'subtract', columns: ['A', 'B', 'C'] } as const;
    expect(days(sum, ['0.1', '', '0.9'])).toBe(1);
    expect(days(difference, ['', '2', '3'])).toBe(-5);
    expect(days(difference, ['10', '2', '3'])).toBe(5);
    expect(days(sum, ['', '', ''])).toEqual([]);
  });

  it('names the column at fault of a sum', () => {
    const result = record({ Days: { kind: 'sum', columns: ['A', 'B'] } }, ['A', 'B'], ['1', 'x']);
    expect(result.findings).toMatchObject([{ code: 'map/not-a-number', column: 'B', value: 'x' }]);
  });

  it('proves each column of a sum by itself', () => {
    const sum: Fields = { Days: { kind: 'sum', columns: ['A', 'B'] } };
    expect(codes(record(sum, ['A', 'B'], ['1.234', '12.50']))).toEqual(['2 map/ambiguous-number']);
  });

  it('reads whole numbers and yes or no', () => {
    expect(days('A', ['5.00'])).toBe(5);
    expect(days('A', ['5.50'])).toEqual(['2 map/not-a-whole-number']);
    const active = (cell: Cell) => record({ Active: 'A' }, ['A'], [cell]);
    expect(['Yes', 'n', '1', 'FALSE', { b: true }].map((cell) => active(cell).document?.fields.get('Active'))).toEqual([
      true,
      false,
      true,
      false,
      true,
    ]);
    expect(codes(active('perhaps'))).toEqual(['2 map/not-yes-or-no']);
  });

  it('takes choices in any case and suggests near ones', () => {
    const choice = (cell: Cell) =>
      assembled({ columns: { Type: 'A' } }, ['A'], [[cell]], { entity: { ...invoices, group: [] } });
    expect(choice(' accrec ').document?.fields.get('Type')).toBe('ACCREC');
    expect(choice('ACREC').findings).toMatchObject([{ code: 'map/not-a-choice', params: { nearest: 'ACCREC' } }]);
  });

  it('takes IDs in any case', () => {
    const id = (cell: Cell) => assembled({ columns: { InvoiceID: 'A' } }, ['A'], [[cell]]);
    expect(id('3B1C2F5E-0D4A-4C7B-9A51-6F0E2D8C7B10').document?.fields.get('InvoiceID')).toBe(
      '3b1c2f5e-0d4a-4c7b-9a51-6f0e2d8c7b10',
    );
    expect(codes(id('3b1c2f5e'))).toEqual(['2 map/not-an-id']);
  });
});

describe('lookup and default', () => {
  const entries = [
    ['Hardware', '200'],
    [' Support ', '260'],
    ['None', ''],
  ] as const;
  const look = (other: 'error' | 'blank' | 'keep', cell: Cell, fallback?: string) =>
    name(
      {
        source: column('A'),
        lookup: { entries, else: { kind: other } },
        ...(fallback === undefined ? {} : { default: fallback }),
      },
      [cell],
    );

  it('ignores case and outer spaces', () => {
    expect(look('error', ' HARDWARE')).toBe('200');
    expect(look('error', 'support')).toBe('260');
  });

  it('does with others what `else` says', () => {
    expect(look('error', 'Hardwear')).toEqual(['2 map/not-in-lookup']);
    expect(look('blank', 'Other')).toBeUndefined();
    expect(look('keep', 'Other')).toBe('Other');
    expect(name({ source: column('A'), lookup: { entries, else: { kind: 'text', text: '999' } } }, ['Other'])).toBe(
      '999',
    );
  });

  it('fills in the default where the value is blank by then, and does not look it up', () => {
    expect(look('error', '', 'Hardware')).toBe('Hardware');
    expect(look('blank', 'Other', 'x')).toBe('x');
    expect(look('error', 'None', 'x')).toBe('x');
    expect(look('error', '__proto__')).toEqual(['2 map/not-in-lookup']);
  });
});

describe('problems of the job', () => {
  it('come all at once, with their places', () => {
    const found = problems(
      {
        columns: { Name: 'Nmae', Days: constant('1,5'), Active: { source: column('A'), default: 'perhaps' } },
        source: { keep: [[{ column: 'Nothing', pattern: 'x', at: AT }]] },
        group: [{ kind: 'column', column: 'Journal', at: AT }],
      },
      ['Name', 'A'],
      { entity: records },
    );
    expect(found.map(({ code, line }) => `${line} ${code}`)).toEqual([
      '7 job/unknown-column',
      '7 job/not-a-value',
      '7 job/not-a-value',
      '7 job/unknown-column',
    ]);
    expect(found[0]?.message).toContain('Did you mean `Name`?');
  });

  it('suggest a constant for a text that is no header but a value of the field', () => {
    const [type] = problems({ columns: { Type: 'ACCREC' } }, ['A']);
    expect(type?.message).toContain('write `{ value: ACCREC }`');
    const [rate] = problems({ columns: { CurrencyRate: '1.25' } }, ['A']);
    expect(rate?.message).toContain('write `{ value: "1.25" }`');
    const [date] = problems({ columns: { Date: 'Issued' } }, ['A']);
    expect(date?.message).not.toContain('value:');
  });

  it('name formats that are none, keys given twice, and groups that are not mapped', () => {
    const lookup = {
      entries: [
        ['a', '1'],
        ['A ', '2'],
      ],
      else: { kind: 'error' },
    } as const;
    const found = problems(
      {
        columns: {
          Name: { source: column('A'), lookup },
          Days: { source: column('A'), dates: ['DD/MM'], numbers: '1,234' },
        },
        group: [{ kind: 'field', field: 'Active', at: AT }],
      },
      ['A'],
      { entity: records },
    );
    expect(found.map(({ code }) => code)).toEqual([
      'job/lookup-twice',
      'job/date-pattern',
      'job/number-style',
      'job/group',
    ]);
  });
});

it('of a long list of values tells the beginning', () => {
  const currency = { CurrencyCode: constant('Pounds') };
  const [problem] = problems({ columns: currency }, ['No'], {
    entity: {
      ...records,
      fields: [{ name: 'CurrencyCode', type: 'choice', values: [...'abcdefghijklmnopqrstuvwxyz01234'] }],
    },
  });
  expect(problem?.message).toContain('one of the 31 values a, b, c, ...');
});

describe('labels and unused headers', () => {
  it('names columns as the file does', () => {
    const map = mapping(
      {
        columns: {
          InvoiceNumber: 'no',
          Reference: { kind: 'template', parts: [{ column: 'A' }, { column: 'B' }] },
          Type: constant('ACCREC'),
        },
        lines: { UnitAmount: '=D' },
        extraLines: [{ Quantity: constant('1'), UnitAmount: 'Carriage', TaxType: 'Carriage VAT' }],
        verify: { Total: 'Gross' },
        source: {
          keep: [[{ column: 'Kept', pattern: '*', at: AT }]],
          fillDown: { columns: ['Filled'] },
        },
      },
      ['No', 'A', 'B', '', 'Carriage', 'Carriage VAT', 'Gross', 'Kept', 'Filled', 'Other', ' '],
    );
    const { labels } = map;
    expect([labels.header('InvoiceNumber'), labels.header('Reference'), labels.header('Type')]).toEqual([
      'No',
      'A + B',
      'Type',
    ]);
    expect([labels.line('UnitAmount'), labels.line('TaxType'), labels.verify('Total')]).toEqual([
      '=D',
      'Carriage VAT',
      'Gross',
    ]);
    expect([labels.header('Date'), labels.line('Quantity'), labels.verify('SubTotal')]).toEqual([
      undefined,
      'Quantity',
      undefined,
    ]);
    expect(map.unused).toEqual(['Other']);
  });
});

describe('keys', () => {
  const key = (parts: JobParts, header: readonly string[], cells: readonly Cell[]) =>
    mapping(parts, header).groupKey({ number: 2, cells });
  const sales = { columns: { Type: constant('ACCREC'), InvoiceNumber: 'No', 'Contact.Name': 'Who' } };
  const bills = { columns: { ...sales.columns, Type: constant('ACCPAY') } };
  const mixed = { columns: { ...sales.columns, Type: 'Type' } };
  const header = ['No', 'Who', 'Type'];

  it('ignore case and outer spaces, and tell numbers from texts by nothing', () => {
    expect(key(sales, header, ['inv-1 ', 'a'])).toBe(key(sales, header, ['INV-1', 'b']));
    expect(key(sales, header, [{ n: '17' }, 'a'])).toBe(key(sales, header, ['17', 'a']));
    expect(key(sales, header, ['1', 'a'])).not.toBe(key(sales, header, ['2', 'a']));
  });

  it('hold the contact of bills, by a constant or row by row', () => {
    expect(key(bills, header, ['1', 'a'])).not.toBe(key(bills, header, ['1', 'b']));
    expect(key(mixed, header, ['1', 'a', 'ACCPAY'])).not.toBe(key(mixed, header, ['1', 'b', 'accpay']));
    expect(key(mixed, header, ['1', 'a', 'ACCREC'])).toBe(key(mixed, header, ['1', 'b', 'accrec']));
    expect(key(mixed, header, ['1', 'a', 'ACCREC'])).not.toBe(key(mixed, header, ['1', 'a', 'ACCPAY']));
  });

  it('do not run together', () => {
    expect(key(bills, header, ['1|1:2', 'x'])).not.toBe(key(bills, header, ['2', 'x|1:1']));
    expect(key(bills, header, ['bc', 'a'])).not.toBe(key(bills, header, ['c', 'ab']));
  });

  it('are missing where a cell they need is blank or an error', () => {
    expect(key(sales, header, ['', 'a'])).toBeUndefined();
    expect(key(bills, header, ['1', ' '])).toBeUndefined();
    expect(key(mixed, header, ['1', 'a', ''])).toBeUndefined();
    expect(key(sales, header, [{ e: '#N/A' }, 'a'])).toBeUndefined();
  });

  it('come from what `group` lists, from the ID without a number, or from none', () => {
    const journal = { columns: { Reference: 'No' }, group: [{ kind: 'column', column: 'Who', at: AT }] } as const;
    expect(key(journal, header, ['1', 'J'])).toBe(key(journal, header, ['2', 'j']));
    const field = { columns: sales.columns, group: [{ kind: 'field', field: 'Contact.Name', at: AT }] } as const;
    expect(key(field, header, ['1', 'J'])).toBe(key(field, header, ['2', 'j']));
    const id = mapping({ columns: { InvoiceID: 'No' } }, header);
    expect(id.groupKey({ number: 2, cells: ['x'] })).toBeDefined();
    expect(mapping({ ...sales, group: [{ kind: 'row' }] }, header).grouping).toBe('row');
    expect(mapping({ columns: { Name: 'No' } }, header, { entity: records }).grouping).toBe('row');
    expect(mapping(sales, header).grouping).toBe('keyed');
  });
});

describe('proofs', () => {
  const parts: JobParts = { columns: { InvoiceNumber: 'No', Date: 'Date', CurrencyRate: 'Rate' } };
  const header = ['No', 'Date', 'Rate'];

  it('are plain data that a later run takes over', () => {
    const map = mapping(parts, header);
    const prover = map.prover();
    for (const row of sourceRows([['1', '13/10/2026', '1,25']])) prover?.see(row);
    const formats = JSON.parse(JSON.stringify(prover?.prove()));
    expect(formats).toEqual({ dates: [['Date', 'day-first']], numbers: [['Rate', 'comma']] });
    const later = assembled(parts, header, [['1', '05/10/2026', '1.234']], { formats });
    expect(later.document?.fields.get('Date')).toBe('2026-10-05');
    expect(later.document?.fields.get('CurrencyRate')).toEqual({ units: 1234n, scale: 0 });
  });

  it('stand against what a later file would prove', () => {
    const formats = { dates: [['Date', 'day-first']] } as const;
    expect(codes(assembled(parts, header, [['1', '10/13/2026', '']], { formats }))).toEqual(['2 date/invalid']);
  });

  it('are not needed where all is declared, by the source or the value', () => {
    const source = { dates: ['dd/MM/yyyy'], numbers: '1,234.56' };
    expect(mapping({ ...parts, source }, header).prover()).toBeUndefined();
    const columns = {
      Date: { source: column('Date'), dates: ['dd/MM/yyyy'] },
      CurrencyRate: { source: column('Rate'), numbers: '1,234.56' },
    };
    expect(mapping({ columns }, header).prover()).toBeUndefined();
    expect(mapping({ columns: { InvoiceNumber: 'No' } }, header).prover()).toBeUndefined();
  });

  it('take the texts as the steps of `then` leave them, each column for itself', () => {
    const then = Object.fromEntries([['then', [{ name: 'replace', args: ['day ', ''], at: AT }]]]);
    const columns = { Date: { source: column('Date'), ...then }, DueDate: 'Rate' };
    const result = assembled({ columns, source: {} }, header, [['', 'day 13/10/2026', '05/11/2026']]);
    expect(result.findings).toMatchObject([{ code: 'date/ambiguous', column: 'Rate' }]);
  });
});
