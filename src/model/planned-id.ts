/** Identifiers that stand for records which an earlier sheet of the same job is about to create. PURE. */

/** @param place 1-based, within the job */
export function plannedId(place: number): string {
  return `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;
}
