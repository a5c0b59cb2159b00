/** What is wrong with the fields of a contact by themselves: lengths, e-mail addresses, persons. */
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import * as texts from './messages.ts';

const lengths: Readonly<Record<string, number>> = {
  Name: 255,
  FirstName: 255,
  LastName: 255,
  EmailAddress: 255,
  ContactNumber: 50,
  AccountNumber: 50,
  CompanyNumber: 50,
  TaxNumber: 50,
};
const addressLengths: Readonly<Record<string, number>> = {
  AddressLine1: 500,
  AddressLine2: 500,
  AddressLine3: 500,
  AddressLine4: 500,
  City: 255,
  Region: 255,
  AttentionTo: 255,
  PostalCode: 50,
  Country: 50,
};
const phoneLengths: Readonly<Record<string, number>> = { PhoneNumber: 50, PhoneAreaCode: 10, PhoneCountryCode: 20 };
const email = /^[\x21-\x3f\x41-\x7e]+@[\x21-\x3f\x41-\x7e]+\.[\x21-\x3f\x41-\x7e]+$/;

export function contactErrors(contact: JsonObject): string[] {
  const persons = objectsOf(contact.ContactPersons);
  const addresses = [contact.EmailAddress, ...persons.map((person) => person.EmailAddress)];
  const errors = tooLong(contact, lengths);
  if (addresses.some((address) => textOf(address) !== undefined && !email.test(textOf(address) ?? ''))) {
    errors.push(texts.emailInvalid);
  }
  for (const address of objectsOf(contact.Addresses)) errors.push(...tooLong(address, addressLengths));
  for (const phone of objectsOf(contact.Phones)) errors.push(...tooLong(phone, phoneLengths));
  if (persons.length > 5) errors.push(texts.tooManyPersons);
  if (persons.length > 0 && contact.EmailAddress === '') errors.push(texts.personsNeedEmail);
  return errors;
}

function tooLong(object: JsonObject, most: Readonly<Record<string, number>>): string[] {
  return Object.entries(most)
    .filter(([field, length]) => (textOf(object[field])?.length ?? 0) > length)
    .map(([field, length]) => texts.tooLong(field, length));
}
