import { describe, expect, test } from 'vitest';
import { maskAnswer, maskCondition, maskForm, maskJson } from '../../../src/xero/mask-json.ts';

const MASKED = { data: false };
const OPEN = { data: true };

describe('a masked JSON text', () => {
  test('keeps numbers to the byte and loses the space between its signs', () => {
    const text = '{ "Total": 1200.10,\n "SubTotal" : 12345678901234567890.123, "Sent": true, "Paid": null }';
    expect(maskJson(text, MASKED)).toBe(
      '{"Total":1200.10,"SubTotal":12345678901234567890.123,"Sent":true,"Paid":null}',
    );
  });

  test.each([
    ['Name', 'Ann "Nan" Lee'],
    ['EmailAddress', 'a@b.cd'],
    ['AddressLine1', '1 High St'],
    ['PostalCode', 'AB1 2CD'],
    ['PhoneNumber', '0123 456'],
    ['PhoneCountryCode', '44'],
    ['BankAccountNumber', '12-34-56 123'],
    ['Reference', 'Ref 1'],
    ['Description', 'Tall "\\" {"Name":"x"}'],
    ['TaxNumber', 'GB 1'],
    ['AFieldToCome', 'whatever'],
  ])('hides %s', (name, value) => {
    const masked = maskJson(JSON.stringify({ [name]: value, Type: 'ACCREC' }), MASKED);
    expect(JSON.parse(masked)).toEqual({ [name]: expect.stringMatching(/^\(\d+ characters\)$/), Type: 'ACCREC' });
    expect(JSON.parse(maskJson(JSON.stringify({ [name]: value }), OPEN))).toEqual({ [name]: value });
  });

  test.each([
    'InvoiceID',
    'InvoiceNumber',
    'DueDate',
    'UpdatedDateUTC',
    'AccountCode',
    'TaxType',
    'Status',
    'CurrencyCode',
  ])('shows %s', (name) => {
    const text = `{"${name}":"X-1"}`;
    expect(maskJson(text, MASKED)).toBe(text);
  });

  test("hides in Xero's sentences what is hidden elsewhere, in what was sent too, and addresses", () => {
    const sent = JSON.stringify({ Contacts: [{ Name: 'Ann Lee', EmailAddress: 'x' }] });
    const came = JSON.stringify({
      Elements: [{ FirstName: 'Bea', ValidationErrors: [{ Message: 'Ann Lee is taken, Bea too; write to q@r.st.' }] }],
    });
    const { Message } = JSON.parse(maskJson(came, MASKED, sent)).Elements[0].ValidationErrors[0];
    expect(Message).toBe('(7 characters) is taken, (3 characters) too; write to (7 characters)');
  });

  test.each([MASKED, OPEN])('never shows a secret', (masking) => {
    const jwt = 'eyJhbGciOi.eyJzdWIi.c2ln';
    const text = JSON.stringify({ access_token: 'abc', refresh_token: 'def', Message: `Bearer abc.def and ${jwt}` });
    expect(maskJson(text, masking)).toBe(
      '{"access_token":"(secret)","refresh_token":"(secret)","Message":"(secret) and (secret)"}',
    );
  });

  test('of anything else is a text, short ones as they are', () => {
    expect(maskJson('The Organisation is offline', MASKED)).toBe('"The Organisation is offline"');
    expect(maskJson('<html>Ann Lee</html>', MASKED)).toBe('"(20 characters that are no JSON)"');
    expect(maskJson('<html>Ann Lee</html>', OPEN)).toBe('"<html>Ann Lee</html>"');
    expect(maskJson('', MASKED)).toBe('null');
  });
});

describe('a masked condition', () => {
  test('hides the texts that a record is compared with, but for IDs and codes', () => {
    const where =
      'Contact.Name=="Ann Lee" AND Type=="ACCREC" AND ContactID==guid("11111111-2222-3333-4444-555555555555")';
    expect(maskCondition(where, MASKED)).toBe(where.replace('Ann Lee', '(7 characters)'));
    expect(maskCondition('Name.ToLower().Contains("ann")', MASKED)).toBe('Name.ToLower().Contains("(3 characters)")');
    expect(maskCondition(where, OPEN)).toBe(where);
  });
});

describe('a call to the login server', () => {
  test('loses every field of its form that is not known to be open', () => {
    const form = 'grant_type=refresh_token&refresh_token=r-1&client_id=c-1&a_field_to_come=x&scope=accounting.contacts';
    expect(JSON.parse(maskForm(form))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: '(secret)',
      client_id: '(secret)',
      a_field_to_come: '(secret)',
      scope: 'accounting.contacts',
    });
  });

  test.each([
    ['{"access_token":"a","expires_in":1800}', { access_token: '(secret)', expires_in: 1800 }],
    ['{"error":"invalid_grant"}', { error: 'invalid_grant' }],
    ['[{"tenantId":"t-1","tenantName":"Ann Lee"}]', [{ tenantId: 't-1', tenantName: '(7 characters)' }]],
    ['{"refresh_token":{"value":"r-1"}}', { refresh_token: { value: '(3 characters)' } }],
    ['{"access_token":"a-', '(19 characters that are no JSON)'],
    ['', null],
  ])('is answered by %s', (text, masked) => {
    expect(JSON.parse(maskAnswer(text))).toEqual(masked);
  });
});

test("an organisation's key for its API stands in no trace", () => {
  expect(maskJson('{"APIKey":"4CF3"}', OPEN)).toBe('{"APIKey":"(secret)"}');
});
