/** Encrypts a text under a key of 32 bytes: AES-256-GCM, so that a changed byte is noticed. */

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** What a file says in the clear; bound to its content. */
export interface SealHead {
  readonly format: 'rowpost-connections';
  readonly version: 1;
  /** Where its key comes from. */
  readonly key: 'file' | 'passphrase' | 'keychain';
  /** Of the key that is made of a passphrase, base64; for the keychain the name of the key there; empty for a key file. */
  readonly salt: string;
}

export function seal(text: string, key: Buffer, head: SealHead): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(JSON.stringify(head)));
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${JSON.stringify({ ...head, iv: iv.toString('base64'), data: data.toString('base64') }, undefined, 1)}\n`;
}

/** The head of a sealed text; undefined where it is none, or not whole. */
export function headOf(sealed: string): SealHead | undefined {
  const { format, version, key, salt } = fieldsOf(sealed);
  if (format !== 'rowpost-connections' || version !== 1 || typeof salt !== 'string') return undefined;
  const isKnown = key === 'file' || key === 'passphrase' || key === 'keychain';
  return isKnown ? { format, version, key, salt } : undefined;
}

/** Undefined where the key is another one, or anything was changed or cut off. */
export function unseal(sealed: string, key: Buffer, head: SealHead): string | undefined {
  const fields = fieldsOf(sealed);
  const [iv, data] = [fields.iv, fields.data].map((text) => Buffer.from(String(text), 'base64'));
  if (iv?.length !== 12 || data === undefined || data.length < TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(JSON.stringify(head))).setAuthTag(data.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(data.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

const TAG_BYTES = 16;

function fieldsOf(sealed: string): Readonly<Record<string, unknown>> {
  try {
    const fields: unknown = JSON.parse(sealed);
    return typeof fields === 'object' && fields !== null ? (fields as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
