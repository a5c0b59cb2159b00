/** Contacts: created, updated, matched by id, number or name, archived and restored. */
import type { Store, StoredRecord } from '../books/store.ts';
import { isGuid, zeroId } from '../guid.ts';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import { type Reading, readReply } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { type Mode, modeOf, type Outcome, writeElements } from '../server/elements.ts';
import { isAsked, textIn } from '../server/input.ts';
import { envelope, failureReply, notFound, type Reply } from '../server/reply.ts';
import type { SandboxSettings } from '../settings.ts';
import { contactDefaultErrors, withKnownTracking } from '../validation/contact-defaults.ts';
import { contactErrors, personsLackEmail } from '../validation/contact-errors.ts';
import { contactShape } from '../validation/list-shapes.ts';
import * as texts from '../validation/messages.ts';
import { repeatedKeys } from '../validation/repeated-keys.ts';
import { shaped, shapedElements } from '../validation/shaped-elements.ts';
import { contactEcho, contactRecord, plainName, shapeContact } from './contact-record.ts';
import { groupsOf } from './group-members.ts';

/** A number or id in the path names one contact; PUT to such a path is a server error, as it is in Xero. */
export const contacts: Endpoint = (call) => {
  const [reference, sub] = call.path;
  if (sub !== undefined) return sub === 'CISSettings' && call.method === 'GET' ? cisSettings(call) : undefined;
  if (call.method === 'GET') return readReply(call, reading);
  if (call.method === 'DELETE') return undefined;
  if (reference === undefined) return write(call, undefined);
  if (call.method === 'PUT') return failureReply();
  const target = reading.find(call, reference);
  return target === undefined ? notFound() : write(call, target.id);
};

function write(call: Call, id: string | undefined): Reply {
  const mode = modeOf(call);
  const inputs = shapedElements(call, 'Contacts', contactShape).map((input) =>
    id === undefined ? input : { ...input, ContactID: id },
  );
  const repeated = repeatedKeys(call, inputs, 'Name');
  const save = (input: JsonObject) => {
    const name = textIn(input, 'Name') ?? '';
    return saveShaped(call, input, mode, repeated.has(name.toLowerCase()) ? [texts.contactNameTaken(name)] : []);
  };
  return writeElements(call, { collection: 'Contacts', flag: 'HasValidationErrors', save }, inputs);
}

/** Creates or updates one contact, from any JSON. */
export function saveContact(call: Call, input: JsonObject, mode: Mode): Outcome {
  return saveShaped(call, shaped(input, contactShape, 'Contact'), mode);
}

function saveShaped(call: Call, input: JsonObject, mode: Mode, further: readonly string[] = []): Outcome {
  const existing = mode === 'create' ? undefined : matchContact(call.store, input, call.settings);
  const errors = [...new Set([...further, ...contactProblems(call, input, existing)])];
  if (errors.length > 0) {
    const id = textIn(input, 'ContactID') ?? zeroId;
    return { element: contactEcho(id, input), errors, warnings: [] };
  }
  const known = { ...withKnownTracking(call, input), BrandingTheme: themeOf(call, input) };
  const record = contactRecord(existing?.id ?? crypto.randomUUID(), existing?.body ?? {}, known, call.now);
  call.store.put(record);
  const element = { ...record.body, ContactGroups: groupsOf(call.store, record.id) };
  return { element, errors: [], warnings: [] };
}

/** Everything wrong with a contact to be created, or with changes to an existing one. */
function contactProblems(call: Call, input: JsonObject, existing: StoredRecord | undefined): readonly string[] {
  const status = textIn(input, 'ContactStatus');
  const errors = [
    ...contactErrors(input, call.settings.contactNameLength),
    ...contactDefaultErrors(call, input),
    ...conflicts(call.store, input, existing),
  ];
  if (personsLackEmail(input, existing?.body ?? {})) errors.push(texts.personsNeedEmail);
  if (existing === undefined && textIn(input, 'Name') === undefined) errors.push(texts.contactNameEmpty);
  if (existing === undefined && status !== undefined && status !== 'ACTIVE') {
    errors.push(texts.statusOnCreation(status));
  }
  if (existing?.status === 'ARCHIVED' && status !== 'ACTIVE') errors.push(texts.contactIsArchived);
  if (existing?.status === 'GDPRREQUEST') errors.push(texts.contactIsErased);
  return errors;
}

/** The contact a reference means: ContactID first, then number and name as the settings order them; an active name before an archived one. */
export function matchContact(
  store: Store,
  input: JsonObject,
  settings?: Pick<SandboxSettings, 'contactMatch' | 'archivedName'>,
): StoredRecord | undefined {
  const id = textIn(input, 'ContactID');
  if (id !== undefined && id !== zeroId) return store.get('Contacts', id);
  const number = textIn(input, 'ContactNumber');
  const numbered = () => (number === undefined ? undefined : byNumber(store, number));
  const named = () => {
    const record = byName(store, textIn(input, 'Name'));
    return record?.status !== 'ACTIVE' && settings?.archivedName === 'ignored' ? undefined : record;
  };
  return settings?.contactMatch === 'name-number' ? (named() ?? numbered()) : (numbered() ?? named());
}

/** Remembers that a contact buys or sells; the time of its change stays. */
export function markRole(store: Store, id: string, role: 'IsCustomer' | 'IsSupplier'): void {
  const record = store.get('Contacts', id);
  if (record !== undefined && record.body[role] !== true)
    store.put({ ...record, body: { ...record.body, [role]: true } });
}

const reading: Reading = {
  kind: 'Contacts',
  collection: 'Contacts',
  searched: ['Name', 'FirstName', 'LastName', 'ContactNumber', 'CompanyNumber', 'EmailAddress'],
  hidden: (call) =>
    isAsked(call, 'includeArchived') || call.query.has('IDs')
      ? []
      : [{ column: 'status', operator: '=', value: 'ACTIVE' }],
  find: (call, reference) =>
    isGuid(reference) ? call.store.get('Contacts', reference) : byNumber(call.store, reference),
  shape: shapeContact,
};

/** Only organisations of the United Kingdom know the Construction Industry Scheme. */
function cisSettings(call: Call): Reply {
  const contact = reading.find(call, call.path[0] ?? '');
  if (contact === undefined || call.organisation.country !== 'GB') return notFound();
  return envelope(call, { CISSettings: [{ CISEnabled: false }] });
}

function themeOf(call: Call, input: JsonObject): JsonObject | undefined {
  const id = textOf(objectOf(input.BrandingTheme).BrandingThemeID);
  const theme = id === undefined ? undefined : call.store.get('BrandingThemes', id)?.body;
  return theme === undefined ? undefined : { BrandingThemeID: theme.BrandingThemeID, Name: theme.Name };
}

function byName(store: Store, name: string | undefined): StoredRecord | undefined {
  if (name === undefined) return undefined;
  const conditions = [{ column: 'key', operator: '=', value: plainName(name).toLowerCase() }] as const;
  const named = store.select('Contacts', { conditions });
  return named.find((record) => record.status === 'ACTIVE') ?? named[0];
}

function byNumber(store: Store, number: string): StoredRecord | undefined {
  const conditions = [{ column: 'second_key', operator: '=', value: number.toLowerCase() }] as const;
  return store.select('Contacts', { conditions })[0];
}

/** A name is its own among active contacts, so that a restored contact must not meet a namesake; a number among all. */
function conflicts(store: Store, input: JsonObject, existing: StoredRecord | undefined): readonly string[] {
  const errors: string[] = [];
  const [number, id] = [textIn(input, 'ContactNumber'), textIn(input, 'ContactID')];
  const restored = input.ContactStatus === 'ACTIVE' ? textOf(existing?.body.Name) : undefined;
  const name = textIn(input, 'Name') ?? restored;
  const namesake = byName(store, name);
  if (namesake?.status === 'ACTIVE' && namesake.id !== existing?.id) errors.push(texts.contactNameTaken(name ?? ''));
  const holder = number === undefined ? undefined : byNumber(store, number);
  if (holder !== undefined && holder.id !== existing?.id) errors.push(texts.contactNumberTaken);
  if (id !== undefined && id !== zeroId && existing === undefined && store.get('Contacts', id) === undefined) {
    errors.push(texts.contactUnknown);
  }
  return errors;
}
