/** What is wrong with the fields of a contact by themselves: lengths, forbidden characters, e-mail addresses, persons. */
import { decimalOf } from '../books/decimal.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import * as texts from './messages.ts';

const lengths: Readonly<Record<string, number>> = {
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
const personLengths: Readonly<Record<string, number>> = { FirstName: 255, LastName: 255, EmailAddress: 255 };
const batchLengths: Readonly<Record<string, number>> = { Details: 18, Code: 12, Reference: 12 };
const email = /^[\x21-\x3f\x41-\x7e]+@[\x21-\x3f\x41-\x7e]+\.[\x21-\x3f\x41-\x7e]+$/;
const website = /^(https?:\/\/)?[^\s/.]+(\.[^\s/.]+)+(\/\S*)?$/i;
const letters = /^[A-Za-z ]*$/;

/** Errors of the fields given; `mostName` is the longest name taken. */
export function contactErrors(contact: JsonObject, mostName = 255): string[] {
  const persons = objectsOf(contact.ContactPersons);
  const addresses = [contact.EmailAddress, ...persons.map((person) => person.EmailAddress)];
  const errors = tooLong(contact, { Name: mostName, ...lengths });
  if (/[<>]/.test(textOf(contact.Name) ?? '')) errors.push(texts.contactNameForbidden);
  if (addresses.some((address) => !fits(address, email))) errors.push(texts.emailInvalid);
  if (!fits(contact.Website, website)) errors.push(texts.websiteInvalid);
  for (const address of objectsOf(contact.Addresses)) {
    errors.push(...tooLong(address, addressLengths));
    if (!fits(address.Country, letters)) errors.push(texts.countryInvalid);
  }
  for (const phone of objectsOf(contact.Phones)) errors.push(...tooLong(phone, phoneLengths));
  for (const person of persons) errors.push(...tooLong(person, personLengths));
  errors.push(...tooLong(objectOf(contact.BatchPayments), batchLengths));
  if (persons.length > 5) errors.push(texts.tooManyPersons);
  return [...errors, ...termErrors(objectOf(contact.PaymentTerms))];
}

/** Whether persons are given to a contact that has no e-mail address of its texts. */
export function personsLackEmail(contact: JsonObject, before: JsonObject): boolean {
  const address = contact.EmailAddress ?? before.EmailAddress;
  return objectsOf(contact.ContactPersons).length > 0 && textOf(address) === undefined;
}

/** A day of the month is one of 31; a number of days may be larger. */
function termErrors(terms: JsonObject): readonly string[] {
  return [terms.Bills, terms.Sales].map(objectOf).flatMap((term) => {
    const day = decimalOf(term.Day);
    const most = textOf(term.Type)?.startsWith('OF') === true ? 31n : 999n;
    const isGood = day === undefined || (day.places === 0 && day.units >= 0n && day.units <= most);
    return isGood ? [] : [texts.termDayInvalid];
  });
}

function fits(value: JsonObject[string], form: RegExp): boolean {
  const text = textOf(value);
  return text === undefined || form.test(text.trim());
}

function tooLong(object: JsonObject, most: Readonly<Record<string, number>>): string[] {
  return Object.entries(most)
    .filter(([field, length]) => (textOf(object[field])?.length ?? 0) > length)
    .map(([field, length]) => texts.tooLong(field, length));
}
