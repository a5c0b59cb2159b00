/**
 * Loaded before the program (`node --import`) by the tests of full disks. Files whose path holds FULL_FILE cannot be
 * written, and databases whose path holds FULL_DATABASE may have FULL_PAGES pages: beyond, SQLite itself says "full".
 */

import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { DatabaseSync } from 'node:sqlite';

const { FULL_FILE = '', FULL_DATABASE = '', FULL_PAGES = '' } = process.env;
const { open } = promises;

if (FULL_FILE !== '') {
  promises.open = async (path, flags, mode) => {
    if (!String(path).includes(FULL_FILE) || flags === 'r' || flags === 'r+') return open(path, flags, mode);
    const words = { code: 'ENOSPC', syscall: 'open', path: String(path) };
    throw Object.assign(new Error('ENOSPC: no space left on device'), words);
  };
}

if (FULL_DATABASE !== '') {
  const { exec } = DatabaseSync.prototype;
  const limited = new WeakSet<DatabaseSync>();
  DatabaseSync.prototype.exec = function (sql) {
    if (!limited.has(this) && this.location()?.includes(FULL_DATABASE)) {
      limited.add(this);
      exec.call(this, `PRAGMA max_page_count = ${FULL_PAGES}`);
    }
    exec.call(this, sql);
  };
}

syncBuiltinESMExports();
