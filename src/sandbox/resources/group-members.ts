/** Who belongs to which contact group: kept by itself, shown with the group and with the contact. */
import type { Store, StoredRecord } from '../books/store.ts';
import type { JsonObject } from '../json.ts';

const kind = 'ContactGroupMembers';

export function addMember(store: Store, group: string, contact: string, now: number): void {
  const id = memberId(group, contact);
  if (store.get(kind, id) === undefined) store.put({ kind, id, key: contact, parent: group, updated: now, body: {} });
}

export function removeMember(store: Store, group: string, contact: string): void {
  store.remove(kind, memberId(group, contact));
}

/** Ids of the contacts in a group, in the order in which they came. */
export function membersOf(store: Store, group: string): readonly string[] {
  const conditions = [{ column: 'parent', operator: '=', value: group }] as const;
  return store.select(kind, { conditions }).map(({ key }) => key ?? '');
}

/** The groups of a contact, as they stand in it. */
export function groupsOf(store: Store, contact: string): readonly JsonObject[] {
  const groups = store.derived(kind, 'by contact', () => groupsByContact(store)).get(contact) ?? [];
  return groups.flatMap((id) => {
    const group = store.get('ContactGroups', id);
    return group?.status === 'ACTIVE' ? [groupView(group)] : [];
  });
}

/** A group without its members. */
export function groupView({ body }: StoredRecord): JsonObject {
  return { ...body, Contacts: [], HasValidationErrors: false };
}

function groupsByContact(store: Store): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { key = '', parent = '' } of store.select(kind, { conditions: [] })) {
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [parent]);
    else known.push(parent);
  }
  return groups;
}

function memberId(group: string, contact: string): string {
  return `${group}/${contact}`;
}
