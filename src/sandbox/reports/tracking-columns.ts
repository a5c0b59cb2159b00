/** The columns that tracking gives a report: one for each option of a category, what bears none, and all together. */
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { notFound, refusal } from '../server/reply.ts';
import type { Column } from './movements.ts';
import { parameter } from './report-reply.ts';

type Bears = NonNullable<Column['bears']>;

interface Choice {
  readonly title: string;
  readonly bears: Bears;
}

/**
 * `trackingCategoryID` and `trackingOptionID`, and the same of a second category; undefined where neither is given. With an
 * option its lines alone count; with two categories there is a column for each pair.
 * @throws a refusal of the call where the organisation has no such category or option.
 */
export function trackingColumns(call: Call): readonly Choice[] | undefined {
  const lists = ['', '2'].flatMap((which) => {
    const category = parameter(call, `trackingCategoryID${which}`);
    const option = parameter(call, `trackingOptionID${which}`);
    return category === undefined ? [] : [choicesOf(call, category, option)];
  });
  const [first, second] = lists;
  if (first === undefined || second === undefined) return first;
  return first.flatMap((one) =>
    second.map((other) => ({
      title: second.length === 1 ? one.title : first.length === 1 ? other.title : `${one.title} / ${other.title}`,
      bears: (options: readonly string[]) => one.bears(options) && other.bears(options),
    })),
  );
}

function choicesOf(call: Call, categoryId: string, optionId: string | undefined): readonly Choice[] {
  const category = call.store.get('TrackingCategories', categoryId)?.body;
  const options = category === undefined ? [] : optionsOf(category);
  const known = optionId === undefined ? category : options.find(({ id }) => id === optionId.toLowerCase());
  if (known === undefined) throw refusal(notFound());
  const choices = options.map(({ id, title }) => ({
    id,
    title,
    bears: (given: readonly string[]) => given.includes(id),
  }));
  if (optionId !== undefined) return choices.filter(({ id }) => id === optionId.toLowerCase());
  const isNone = (given: readonly string[]) => !choices.some(({ bears }) => bears(given));
  return [...choices, { title: 'Unassigned', bears: isNone }, { title: 'Total', bears: () => true }];
}

function optionsOf(category: JsonObject): readonly { readonly id: string; readonly title: string }[] {
  return objectsOf(category.Options).map((option) => ({
    id: textOf(option.TrackingOptionID) ?? '',
    title: textOf(option.Name) ?? '',
  }));
}
