/** A line may carry two tracking categories, each once and with an option. */

import type { DocumentLine } from '../../model/document.ts';
import type { Rule } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { param } from '../finding-text.ts';

const MOST = 2;

const NUMBERED = /^Tracking\.\d+\.(Name|Option)$/;

export const trackingLimit: Rule = {
  name: 'tracking-limit',
  kinds: [
    {
      code: 'limit/tracking',
      title: 'Too many tracking categories on a line',
      what: (finding) =>
        `The line has ${param(finding, 'count')} tracking categories (${param(finding, 'categories')}); Xero takes ${MOST}.`,
      remedy: () => 'Map two categories at most, or blank the cells of the others.',
    },
    {
      code: 'map/tracking-option',
      title: 'Tracking category without an option',
      what: (finding) => `The line names the tracking category ${param(finding, 'category')} without an option.`,
      remedy: () => 'Fill in the option, or blank the category.',
    },
    {
      code: 'map/tracking-twice',
      title: 'Tracking category twice on a line',
      what: (finding) => `The line has two options of the tracking category ${param(finding, 'category')}.`,
      remedy: () => 'A line takes one option of a category: blank one of the cells, or map the category once.',
    },
  ],
  check(document, { entity, report }) {
    if (entity.lines?.tracking !== true) return;
    for (const line of document.lines) {
      const categories = categoriesOf(line);
      if (categories === undefined) continue;
      const bare = categories.find(
        ({ numbered, field }) => numbered && !line.values.has(field.replace(/Name$/, 'Option')),
      );
      if (bare !== undefined) {
        report({ code: 'map/tracking-option', row: line.row, params: { category: bare.category } });
      }
      const twice = repeated(categories);
      if (twice !== undefined) report({ code: 'map/tracking-twice', row: line.row, params: { category: twice } });
      if (categories.length <= MOST) continue;
      const params = {
        count: categories.length.toString(),
        categories: categories.map(({ category }) => category).join(', '),
      };
      report({ code: 'limit/tracking', row: line.row, params });
    }
  },
};

interface TrackingField {
  readonly field: string;
  readonly category: string;
  /** `Tracking.1.Name`: the cell names the category. */
  readonly numbered: boolean;
}

function categoriesOf(line: DocumentLine): readonly TrackingField[] | undefined {
  let categories: TrackingField[] | undefined;
  for (const field of line.values.keys()) {
    if (!field.startsWith('Tracking.')) continue;
    const part = NUMBERED.exec(field)?.[1];
    if (part === 'Option') continue;
    const category = part === undefined ? field.slice('Tracking.'.length) : (textOf(line.values, field) ?? '');
    categories ??= [];
    categories.push({ field, category, numbered: part !== undefined });
  }
  return categories;
}

function repeated(categories: readonly TrackingField[]): string | undefined {
  if (categories.length < 2) return undefined;
  const names = categories.map(({ category }) => category.trim().toLowerCase());
  return categories[names.findIndex((name, index) => names.indexOf(name) < index)]?.category;
}
