/** Attached files in an organisation's books: their bytes, and what is said of them. */
import type { Store } from '../books/store.ts';

export interface Attachment {
  readonly id: string;
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  /** Bytes. */
  readonly length: number;
  /** Shown with the online invoice. */
  readonly online: boolean;
}

/** The files of a record in the order they were first attached. */
export function attachmentsOf(store: Store, parent: string): readonly Attachment[] {
  const rows = store.rows(`${columns} where parent = ? order by rowid`, parent);
  return rows.map((row) => ({
    id: String(row.id),
    name: String(row.name),
    type: String(row.type),
    length: Number(row.length),
    online: row.online === 1,
  }));
}

export function attachmentBytes(store: Store, id: string): Uint8Array<ArrayBuffer> {
  const bytes = store.rows('select bytes from attachment where id = ?', id)[0]?.bytes;
  return bytes instanceof Uint8Array ? Uint8Array.from(bytes) : new Uint8Array();
}

/** Adds a file, or puts it in the place of the one with its id. */
export function keepAttachment(store: Store, parent: string, attachment: Attachment, bytes: Uint8Array): void {
  const { id, name, type, online } = attachment;
  store.rows(upsert, id, parent, name, type, online ? 1 : 0, bytes);
}

const columns = 'select id, name, type, online, length(bytes) length from attachment';
const upsert = `insert into attachment (id, parent, name, type, online, bytes) values (?, ?, ?, ?, ?, ?)
on conflict (id) do update set name = excluded.name, type = excluded.type, online = excluded.online, bytes = excluded.bytes`;
