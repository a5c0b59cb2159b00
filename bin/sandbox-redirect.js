// Leads the calls of Xero that a program makes to a sandbox: node --import rowpost/sandbox-redirect program.js
import { redirectXero } from '../dist/sandbox/redirect.js';

try {
  const address = process.env.ROWPOST_SANDBOX_URL;
  if (address === undefined)
    throw new Error('ROWPOST_SANDBOX_URL is not set: it is the address that `rowpost sandbox` prints.');
  redirectXero(address);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
