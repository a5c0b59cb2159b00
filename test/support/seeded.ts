/** fast-check with the same cases at every run, so that a change is judged by what it changed; PROPERTY_SEED makes others. */

import fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.PROPERTY_SEED ?? 1) });

export default fc;
