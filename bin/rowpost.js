#!/usr/bin/env node
// Runs the compiled program; `npm ci` and `npm run build` make dist/.
import '../dist/main.js';
