/** Tables that scroll in a box of their own, or become cards on a narrow screen. */
import { type Content, html, type Markup } from '../markup.ts';

export interface Column<Row> {
  readonly label: string;
  /** Right-aligned, in figures of one width. */
  readonly figures?: boolean;
  /** Names the row. */
  readonly heading?: boolean;
  cell(row: Row): Content;
}

export interface DataTable<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Said instead of the table when there are no rows. */
  readonly none: string;
  /** On a narrow screen: a card for each row, in two columns or in three, or a box that scrolls sideways. */
  readonly narrow: 'stack' | 'stack dense' | 'scroll';
  /** Cells of a last row of totals, one for each column. */
  readonly totals?: readonly Content[];
}

/** The explicit roles keep it a table for screen readers when cells are laid out as cards. */
export function dataTable<Row>(table: DataTable<Row>): Markup {
  if (table.rows.length === 0) return html`<p class="none">${table.none}</p>`;
  const { caption, columns, narrow, totals } = table;
  const head = columns.map((column) => html`<th role="columnheader" scope="col"${tone(column)}>${column.label}</th>`);
  const body = table.rows.map(
    (row) => html`<tr role="row">${columns.map((column) => cell(column, column.cell(row)))}</tr>
`,
  );
  const foot = html`<tfoot role="rowgroup"><tr role="row">${totals === undefined ? undefined : columns.map((column, at) => cell(column, totals[at]))}</tr></tfoot>`;
  return html`<div class="table ${narrow}" role="region" aria-label="${caption}" tabindex="0">
<table role="table"><caption class="hidden">${caption}</caption>
<thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">
${body}</tbody>${totals === undefined ? undefined : foot}</table></div>`;
}

function cell<Row>(column: Column<Row>, content: Content): Markup {
  const label = html` data-label="${column.label}"`;
  return column.heading === true
    ? html`<th role="rowheader" scope="row"${tone(column)}${label}>${content}</th>`
    : html`<td role="cell"${tone(column)}${label}>${content}</td>`;
}

function tone<Row>(column: Column<Row>): Content {
  return column.figures === true ? html` class="figures"` : undefined;
}
