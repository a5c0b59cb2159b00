/** Signs and verifies RS256 tokens with a key that is made when the first one is needed. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import type { IdentityStore } from './identity-store.ts';

export type Claims = Readonly<Record<string, unknown>>;

export interface Signer {
  sign(claims: Claims): string;
  /** The claims of a token signed here; undefined for any other text. */
  verify(token: string): Claims | undefined;
  /** The public key as a JSON Web Key Set. */
  keySet(): { readonly keys: readonly object[] };
}

interface Key {
  readonly id: string;
  readonly secret: KeyObject;
  readonly open: KeyObject;
}

export function createSigner(store: IdentityStore): Signer {
  let known: Key | undefined;
  const key = (): Key => {
    known ??= loadKey(store);
    return known;
  };
  return {
    sign: (claims) => {
      const content = `${encoded({ alg: 'RS256', kid: key().id, typ: 'JWT' })}.${encoded(claims)}`;
      return `${content}.${sign('sha256', Buffer.from(content), key().secret).toString('base64url')}`;
    },
    verify: (token) => {
      const [head = '', content = '', signature = '', ...rest] = token.split('.');
      if (signature === '' || rest.length > 0) return undefined;
      const bytes = Buffer.from(`${head}.${content}`);
      return verify('sha256', bytes, key().open, Buffer.from(signature, 'base64url')) ? decoded(content) : undefined;
    },
    keySet: () => {
      const { kty, n, e } = key().open.export({ format: 'jwk' });
      return { keys: [{ kty, use: 'sig', kid: key().id, e, n, alg: 'RS256' }] };
    },
  };
}

/** The left half of a token's hash, which an identity token carries to bind the two. */
export function halfHash(token: string): string {
  return createHash('sha256').update(token).digest().subarray(0, 16).toString('base64url');
}

function loadKey(store: IdentityStore): Key {
  const find = () => store.rows('select pem from signing_key')[0]?.pem;
  if (find() === undefined) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    store.rows('insert into signing_key values (1, ?) on conflict do nothing', pem);
  }
  const secret = createPrivateKey(String(find()));
  const open = createPublicKey(secret);
  const id = createHash('sha1')
    .update(open.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .toUpperCase();
  return { id, secret, open };
}

function encoded(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

function decoded(text: string): Claims | undefined {
  try {
    const content: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return typeof content === 'object' && content !== null ? (content as Claims) : undefined;
  } catch {
    return undefined;
  }
}
