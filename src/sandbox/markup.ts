/** HTML by tagged template: whatever is put in is escaped, but for markup made by the same tag. */
export interface Markup {
  readonly markup: string;
}

export type Content = Markup | string | number | undefined | readonly Content[];

/** Values are safe as text and within quoted attributes; undefined is nothing, an array its parts in a row. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const parts = strings.map((text, at) => text + rendered(values[at]));
  return { markup: parts.join('') };
}

/** Text that is markup already: a page's own style and script. */
export function verbatim(markup: string): Markup {
  return { markup };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function rendered(value: Content): string {
  if (value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') {
    return String(value).replace(/[&<>"']/g, (character) => entities[character] ?? '');
  }
  return 'markup' in value ? value.markup : value.map(rendered).join('');
}
