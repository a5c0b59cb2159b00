/** The secret by which purged deliveries are told again: whoever has the journal alone cannot try keys against it. */

import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export interface DeliverySecret {
  /** Nothing was ever purged where there is none yet. */
  exists(): boolean;
  /** HMAC-SHA256, hex; makes the secret where there is none. */
  hash(text: string): string;
}

const BYTES = 32;

/** @param path of its file, mode 0600 */
export function deliverySecret(path: string): DeliverySecret {
  let secret: Buffer | undefined;
  const load = (): Buffer => {
    if (!existsSync(path)) writeFileSync(path, randomBytes(BYTES), { mode: 0o600, flag: 'wx' });
    return readFileSync(path);
  };
  return {
    exists: () => secret !== undefined || existsSync(path),
    hash(text) {
      secret ??= load();
      return createHmac('sha256', secret).update(text).digest('hex');
    },
  };
}
