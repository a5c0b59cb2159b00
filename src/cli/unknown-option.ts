/** Tells of an option that nobody knows by its name alone, for its value may be a secret. */

const UNKNOWN = /^error: unknown option '(--?[\p{L}\p{N}][\p{L}\p{N}_-]*|-*)/u;
/** The words of names that hold one. */
const SECRET = /secret|token|password|passphrase|credential|client.?id|api.?key/i;

/** @param message of the command line's reader, as it would be shown. Others are given back as they are. */
export function withoutValue(message: string): string {
  const [, name] = UNKNOWN.exec(message) ?? [];
  if (name === undefined) return message;
  const shown = name.startsWith('--') ? name : name.slice(0, 2);
  const suggestion = /\n(\(Did you mean .*\?\))\s*$/.exec(message)?.[1];
  if (SECRET.test(name)) return `error: there is no option '${shown}'.\n${WHERE}\n`;
  return `error: unknown option '${shown}'\n${suggestion === undefined ? '' : `${suggestion}\n`}`;
}

const WHERE = `Secrets never go on the command line, where other users of the computer and the shell's history see them.
Leave it out and you are asked. For a server, give --credentials FILE, or set ROWPOST_CLIENT_ID, ROWPOST_CLIENT_SECRET
and ROWPOST_PASSPHRASE.
If a real secret stood there, make a new one for the app at developer.xero.com.`;
