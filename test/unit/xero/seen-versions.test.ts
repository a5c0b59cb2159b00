import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { createSeenVersions } from '../../../src/xero/seen-versions.ts';
import fc from '../../support/seeded.ts';

it('answers as a map from IDs to versions would', () => {
  const ids = Array.from({ length: 12 }, (_, at) => `id-${at}`);
  const step = fc.record({ id: fc.constantFrom(...ids), version: fc.nat(3), forget: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const seen = createSeenVersions();
      const model = new Map<string, number>();
      for (const { id, version, forget } of steps) {
        if (forget) {
          expect(seen.forget(id)).toBe(model.delete(id));
        } else {
          const before = model.get(id);
          expect(seen.note(id, version)).toBe(before === undefined || version > before);
          model.set(id, Math.max(version, before ?? 0));
        }
        expect(seen.count()).toBe(model.size);
      }
    }),
  );
});

it('keeps many apart, random or alike, in whatever letter case, with versions as large as times', () => {
  const seen = createSeenVersions();
  const alike = Array.from({ length: 40_000 }, (_, at) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`);
  const ids = [...alike, ...Array.from({ length: 40_000 }, () => randomUUID())];
  const time = Date.UTC(2026, 10, 21);
  expect(ids.filter((id) => !seen.note(id, time))).toEqual([]);
  expect(seen.count()).toBe(80_000);
  expect(ids.filter((id) => seen.note(id.toUpperCase(), time))).toEqual([]);
  expect(ids.filter((id) => !seen.note(id, time + 1))).toEqual([]);
  expect(alike.filter((id) => !seen.forget(id))).toEqual([]);
  expect(seen.count()).toBe(40_000);
  expect(seen.note(alike[7]!, 0)).toBe(true);
});
