#!/usr/bin/env node
// Runs the compiled program; `npm ci` and `npm run build` make dist/.
const NEEDED = 24;
if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  await import('../dist/main.js');
} else {
  process.stderr.write(`rowpost needs Node.js ${NEEDED} or newer; this is ${process.version}.\n`);
  process.exitCode = 1;
}
