/** Records that were changed and that the filter no longer takes: what the user's file holds of them is not to stay as it was. */

import type { Spool } from '../journal/spool.ts';
import type { EntityShape } from '../model/entity.ts';
import type { TableExport } from '../model/job.ts';
import type { Cell } from '../model/source-row.ts';
import { elementReader } from '../xero/element-value.ts';
import { type ExactObject, textAt } from '../xero/exact-json.ts';
import { compileFilter } from '../xero/filters/compile-filter.ts';
import { entityCollection, readCollection } from '../xero/read-collection.ts';
import type { TableColumn } from './output-columns.ts';
import type { ReadTablePlan } from './read-table-plan.ts';
import { readingOptions } from './reading-options.ts';

export interface LeftRecords {
  readonly spool: Spool;
  /** Whether the key tells for certain whose row is whose: a number may be given anew when its document is voided. */
  readonly certain: boolean;
}

export interface LeftPlan {
  readonly columns: readonly TableColumn[];
  /** Whether the filter takes the record. */
  readonly isTaken: (id: string) => boolean;
  readonly rowsOf: (element: ExactObject) => readonly (readonly Cell[])[];
  /** Told of elements before their rows are asked for. */
  readonly contacts: { complete(elements: readonly ExactObject[]): Promise<void> } | undefined;
}

/** Whether a file is brought up to date by changes alone, of records that a filter picks. */
export function mayLeave({ isUpdate, modifiedSince, table }: ReadTablePlan): boolean {
  const { filter, where, layout } = table;
  const isPicked = filter.length > 0 || where !== undefined;
  return isUpdate === true && modifiedSince !== undefined && isPicked && layout === undefined;
}

/** Rejects as the API does. The spool is the caller's to close; on a failure it is closed here. */
export async function readLeft(
  plan: ReadTablePlan,
  { columns, isTaken, rowsOf, contacts }: LeftPlan,
): Promise<LeftRecords> {
  const { table, entity, connection, today, modifiedSince } = plan;
  const versionOf = elementReader(entity, { name: entity.read.stamp ?? 'UpdatedDateUTC', type: 'text' });
  const spool = await plan.openSpool(plan.runId, []);
  const receive = async (elements: readonly ExactObject[]) => {
    const left = elements.filter((element) => !isTaken(textAt(element, entity.idField)));
    await contacts?.complete(left);
    await spool.put(
      left.map((element) => ({
        ...{ id: textAt(element, entity.idField), version: versionOf(element) },
        ...{ sort: [], rows: rowsOf(element) },
      })),
    );
  };
  const options = { ...readingOptions(plan), drop: (ids: readonly string[]) => spool.remove(ids) };
  try {
    for (const query of compileFilter(entity, { filter: [] }, { today }).queries) {
      const all = { ...query, ...entity.read.hidden?.query };
      await readCollection(
        connection.api,
        entityCollection(entity, all, modifiedSince, table.level === 'lines'),
        receive,
        options,
      );
    }
    return { spool, certain: isCertain(table, entity, columns) };
  } catch (error) {
    await spool.close();
    throw error;
  }
}

/** Of lines, payments and allocations. */
const PART_IDS: readonly string[] = ['LineItemID', 'PaymentID', 'AllocationID'];

function isCertain({ key }: TableExport, { idField }: EntityShape, columns: readonly TableColumn[]): boolean {
  return columns.some(
    ({ header, field, ofRecord }) => key.includes(header) && (ofRecord ? field === idField : PART_IDS.includes(field)),
  );
}
