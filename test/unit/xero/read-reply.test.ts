import { describe, expect, it } from 'vitest';
import { contacts } from '../../../src/xero/entities/contacts.ts';
import { creditNotes } from '../../../src/xero/entities/credit-notes.ts';
import { invoices } from '../../../src/xero/entities/invoices.ts';
import { payments } from '../../../src/xero/entities/payments.ts';
import { type MemberReading, type ReplyMember, readWriteReply } from '../../../src/xero/read-reply.ts';

const ZERO_ID = '00000000-0000-0000-0000-000000000000';
const id = (last: number) => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`;
const error = (Message: string) => ({ Message });

function reply(status: number, body: unknown) {
  return { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

function read(members: readonly ReplyMember[], elements: readonly unknown[]): readonly MemberReading[] {
  const reading = readWriteReply(invoices, invoices.create!, members, reply(200, { Status: 'OK', Invoices: elements }));
  if ('whole' in reading) throw new Error(reading.whole.kind);
  return reading.members;
}

const ok = (number: string, last: number, more: object = {}) => ({
  InvoiceID: id(last),
  InvoiceNumber: number,
  StatusAttributeString: 'OK',
  HasErrors: false,
  ...more,
});

describe('an element under summarizeErrors=false', () => {
  const member = { document: 7, number: 'INV-1' };

  it.each([
    ['OK with an ID', ok('INV-1', 1), 'saved'],
    ['WARNING with an ID', ok('INV-1', 1, { StatusAttributeString: 'WARNING' }), 'saved'],
    ['OK with warnings', ok('INV-1', 1, { Warnings: [error('Careful')] }), 'warned'],
    ['OK in other letters', ok('INV-1', 1, { StatusAttributeString: 'Ok' }), 'saved'],
    ['ERROR', ok('INV-1', 1, { StatusAttributeString: 'ERROR', ValidationErrors: [error('No')] }), 'rejected'],
    ['OK with an ID of zeros', ok('INV-1', 1, { InvoiceID: ZERO_ID }), 'missing'],
    ['OK without ID', ok('INV-1', 1, { InvoiceID: null }), 'missing'],
    ['no status', ok('INV-1', 1, { StatusAttributeString: undefined }), 'missing'],
    ['a status unheard of', ok('INV-1', 1, { StatusAttributeString: 'PENDING' }), 'missing'],
    ['OK that has errors', ok('INV-1', 1, { HasErrors: true }), 'missing'],
  ])('%s: %s', (_name, element, outcome) => {
    expect(read([member], [element])[0]).toMatchObject({ document: 7, outcome });
  });

  it('gives the ID and number that Xero has, but no ID of what it refused', () => {
    expect(read([{ document: 1 }], [ok('INV-0042', 5)])[0]).toMatchObject({ id: id(5), number: 'INV-0042' });
    const refused = ok('INV-1', 5, { StatusAttributeString: 'ERROR', ValidationErrors: [error('No')] });
    expect(read([member], [refused])[0]).not.toHaveProperty('id');
  });

  it('tells every remark once, those of contact and lines included, whatever their key', () => {
    const element = ok('INV-1', 1, {
      InvoiceID: ZERO_ID,
      StatusAttributeString: 'ERROR',
      ValidationErrors: [error('A'), error('A'), { Description: 'B' }],
      Warnings: [error('W'), error('A')],
      Contact: { ValidationErrors: [error('C')], Addresses: null },
      LineItems: [{ ValidationErrors: null }, { ValidationErrors: [error('D'), error(' A ')] }],
    });
    expect(read([member], [element])[0]?.messages).toEqual([
      { text: 'A', warning: false },
      { text: 'B', warning: false },
      { text: 'C', warning: false },
      { text: 'D', warning: false },
      { text: 'W', warning: true },
    ]);
  });

  it('that is refused without a word says at least that', () => {
    const element = ok('INV-1', 1, { StatusAttributeString: 'ERROR', ValidationErrors: null });
    expect(read([member], [element])[0]?.messages).toEqual([
      { text: 'Xero refused it without saying why', warning: false },
    ]);
  });

  it('that is saved has no errors, only warnings', () => {
    const element = ok('INV-1', 1, { Contact: { ValidationErrors: [error('Odd')] } });
    expect(read([member], [element])[0]).toMatchObject({
      outcome: 'warned',
      messages: [{ text: 'Odd', warning: true }],
    });
  });
});

describe('which element is whose', () => {
  const ids = (members: readonly ReplyMember[], elements: readonly unknown[]) =>
    read(members, elements).map((member) => member.id ?? member.outcome);

  it('is told by number, in any order and case', () => {
    const members = ['A-1', 'A-2', 'A-3'].map((number, document) => ({ document, number }));
    expect(ids(members, [ok('a-3', 3), ok('A-1', 1), ok('A-2', 2)])).toEqual([id(1), id(2), id(3)]);
  });

  it('is told by ID before number', () => {
    const members = [
      { document: 1, id: id(1), number: 'OLD-1' },
      { document: 2, id: id(2).toUpperCase(), number: 'OLD-2' },
    ];
    expect(ids(members, [ok('OLD-1', 2), ok('OLD-2', 1)])).toEqual([id(1), id(2)]);
  });

  it('is not told where an element is left out', () => {
    const members = ['A-1', 'A-2'].map((number, document) => ({ document, number }));
    expect(ids(members, [ok('A-2', 2)])).toEqual(['missing', id(2)]);
  });

  it('is told by content among equal numbers, whatever their order', () => {
    const bill = (document: number, contact: string) => ({
      document,
      number: 'B-1',
      echo: { 'Contact.ContactID': contact },
    });
    const members = [bill(1, 'c-1'), bill(2, 'c-2')];
    const element = (last: number, contact: string) => ok('B-1', last, { Contact: { ContactID: contact } });
    expect(ids(members, [element(1, 'c-1'), element(2, 'c-2')])).toEqual([id(1), id(2)]);
    expect(ids(members, [element(2, 'c-2'), element(1, 'c-1')])).toEqual([id(1), id(2)]);
    expect(ids(members, [element(2, 'c-3'), element(1, 'c-4')])).toEqual(['missing', 'missing']);
    expect(ids([bill(1, 'c-1'), bill(2, 'c-1')], [element(2, 'c-1')])).toEqual(['missing', 'missing']);
  });

  it('is told by content for documents without number, and by position where something confirms it', () => {
    const members = [
      { document: 1, echo: { Reference: 'R-1', Date: '2026-10-01', Total: '120.50' } },
      { document: 2, echo: { Reference: 'R-2', Date: '2026-10-02', Total: '5' } },
    ];
    const first = ok('INV-1', 1, { Reference: 'r-1', DateString: '2026-10-01T00:00:00', Total: 120.5 });
    const second = ok('INV-2', 2, { Reference: 'R-2', Date: '/Date(1790899200000+0000)/', Total: 5.0 });
    expect(ids(members, [first, second])).toEqual([id(1), id(2)]);
    expect(ids(members, [second, first])).toEqual([id(1), id(2)]);
    expect(ids(members, [first, { ...second, Total: 5.01 }])).toEqual([id(1), 'missing']);
    expect(ids(members, [first, ok('INV-2', 2)])).toEqual([id(1), 'missing']);
    expect(ids(members, [{ ...second, Total: 5.01 }, first])).toEqual([id(1), 'missing']);
    expect(ids(members, [first])).toEqual([id(1), 'missing']);
    const numbered = [{ document: 1, number: 'INV-7', echo: { Reference: 'R-2', Date: '2026-10-02', Total: '5' } }];
    expect(ids(numbered, [second])).toEqual(['missing']);
  });

  it('needs no proof for a document alone, but no contradiction either', () => {
    expect(ids([{ document: 1 }], [ok('INV-1', 1)])).toEqual([id(1)]);
    expect(ids([{ document: 1, number: 'X-9' }], [ok('INV-1', 1)])).toEqual(['missing']);
  });

  it('of several elements with one number is nobody’s', () => {
    expect(ids([{ document: 1, number: 'A-1' }], [ok('A-1', 1), ok('A-1', 2)])).toEqual(['missing']);
  });

  it('keeps amounts exact: 0.1 + 0.2 is not what was sent', () => {
    const members = [
      { document: 1, echo: { Total: '9007199254740993.01' } },
      { document: 2, echo: { Total: '1' } },
    ];
    const body = `{"Invoices":[{"InvoiceID":"${id(1)}","StatusAttributeString":"OK","Total":9007199254740993.02},{"InvoiceID":"${id(2)}","StatusAttributeString":"OK","Total":1.00}]}`;
    const reading = readWriteReply(invoices, invoices.create!, members, { status: 200, body });
    expect('members' in reading && reading.members.map((member) => member.outcome)).toEqual(['missing', 'saved']);
  });
});

describe('a route without summarizeErrors', () => {
  const route = { method: 'POST', path: '/Payments/{PaymentID}', batch: 1, body: 'element' } as const;
  const read = (element: object, member: ReplyMember = { document: 1 }) => {
    const reading = readWriteReply(payments, route, [member], reply(200, { Payments: [element] }));
    return 'members' in reading ? reading.members[0]?.outcome : reading.whole.kind;
  };

  it('saves with an ID and no errors', () => {
    expect(read({ PaymentID: id(1) })).toBe('saved');
    expect(read({ PaymentID: id(1), ValidationErrors: [], Warnings: null })).toBe('saved');
    expect(read({ PaymentID: ZERO_ID })).toBe('missing');
  });

  it('does not save with errors; an ID that came with them has to be looked up', () => {
    const ValidationErrors = [error('No')];
    expect(read({ PaymentID: ZERO_ID, ValidationErrors })).toBe('rejected');
    expect(read({ PaymentID: id(1), ValidationErrors }, { document: 1, id: id(1) })).toBe('rejected');
    expect(read({ PaymentID: id(1), ValidationErrors })).toBe('missing');
  });

  it('saves by a 204 without body', () => {
    const email = { method: 'POST', path: '/Invoices/{InvoiceID}/Email', batch: 1, body: 'none' } as const;
    expect(readWriteReply(invoices, email, [{ document: 3, id: id(1), number: 'A-1' }], reply(204, ''))).toEqual({
      members: [{ document: 3, outcome: 'saved', id: id(1), number: 'A-1', messages: [] }],
    });
  });
});

describe('a 400 that lists what failed', () => {
  const refused = (Elements: unknown) =>
    reply(400, { ErrorNumber: 10, Type: 'ValidationException', Message: 'A validation exception occurred', Elements });
  const members = ['A', 'B'].map((number, document) => ({ document, number }));

  it('refuses those; of the others nothing is known', () => {
    const element = { CreditNoteNumber: 'b', CreditNoteID: ZERO_ID, ValidationErrors: [error('No')] };
    expect(readWriteReply(creditNotes, creditNotes.create!, members, refused([element]))).toEqual({
      members: [
        { document: 0, outcome: 'missing', messages: [] },
        { document: 1, outcome: 'rejected', number: 'b', messages: [{ text: 'No', warning: false }] },
      ],
    });
  });

  it.each([[[]], [null]])('is a bad request where it lists nothing: %j', (elements) => {
    expect(readWriteReply(creditNotes, creditNotes.create!, members, refused(elements))).toEqual({
      whole: { kind: 'bad-request', message: 'A validation exception occurred' },
    });
  });

  it('says nothing of any where it lists none of ours, for others than the listed may be saved', () => {
    const foreign = [{ CreditNoteNumber: 'Z', ValidationErrors: [error('No')] }];
    expect(readWriteReply(creditNotes, creditNotes.create!, members, refused(foreign))).toEqual({
      whole: { kind: 'malformed', message: 'A validation exception occurred' },
    });
  });
});

describe('a reply for the whole request', () => {
  const members = [{ document: 1, number: 'A' }];
  it.each([
    [400, { ErrorNumber: 14, Message: "Error converting value\n 'x'" }, 'bad-request', "Error converting value 'x'"],
    [400, { ErrorNumber: 16, Message: 'Expression expected' }, 'bad-request', 'Expression expected'],
    [400, { ErrorNumber: 17, Message: 'No data processed' }, 'bad-request', 'No data processed'],
    [
      400,
      { Message: 'Idempotency Key: k-1 is used with a different request.' },
      'key-conflict',
      'Idempotency Key: k-1 is used with a different request.',
    ],
    [
      404,
      "The resource you're looking for cannot be found",
      'bad-request',
      "The resource you're looking for cannot be found",
    ],
    [413, '', 'too-large', 'HTTP 413 without a message'],
    [
      500,
      { Title: 'An error occurred', Detail: 'An error occurred in Xero.' },
      'server-error',
      'An error occurred in Xero.',
    ],
    [502, '<html><head><title>Bad Gateway</title></head><body><h1>x</h1></body></html>', 'server-error', 'Bad Gateway'],
    [503, 'The Organisation is offline', 'server-error', 'The Organisation is offline'],
    [200, '<p>Please <b>sign in</b></p>', 'malformed', 'Please sign in'],
    [200, '{"Contacts":[{"ContactID":"1', 'malformed', '{"Contacts":[{"ContactID":"1'],
    [200, { Status: 'OK' }, 'malformed', 'HTTP 200 without a message'],
    [200, '', 'malformed', 'HTTP 200 without a message'],
  ])('%i %j: %s', (status, body, kind, message) => {
    expect(readWriteReply(contacts, contacts.create!, members, reply(status, body))).toEqual({
      whole: { kind, message },
    });
  });
});
