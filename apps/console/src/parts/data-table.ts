import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

export interface Column<Row> {
  /** The heading. */
  head: string;
  cell: (row: Row) => unknown;
  /** Right-aligned figures. */
  num?: boolean;
  /** Leaves on the phone. */
  wide?: boolean;
  /** Heading for assistive technology only (a column of buttons). */
  hiddenHead?: boolean;
  className?: string;
}

export interface DataTable<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  key: (row: Row) => string;
  /** Where a row leads; makes the whole row clickable and `j`/`k` walk it. The row must hold a real link too. */
  href?: (row: Row) => string;
  /** A further row under this one, across all columns: a refusal that explains itself. */
  after?: (row: Row) => unknown;
  /** Class of the row. */
  rowClass?: (row: Row) => string;
}

const classOf = (column: { num?: boolean; wide?: boolean; className?: string }): string =>
  [column.num ? "num" : "", column.wide ? "col-wide" : "", column.className ?? ""].join(" ").trim();

/** A dense table. Rows keep their place while data changes. */
export function dataTable<Row>({ label, columns, rows, key, href, after, rowClass }: DataTable<Row>): TemplateResult {
  return html`<table aria-label=${label}>
    <thead><tr>${columns.map((column) => html`<th scope="col" class=${classOf(column)}>${column.hiddenHead ? html`<span class="vh">${column.head}</span>` : column.head}</th>`)}</tr></thead>
    <tbody>${repeat(rows, key, (row) => {
      const more = after?.(row);
      return html`<tr class=${rowClass?.(row) ?? ""} data-href=${href?.(row) ?? nothing} data-item>${columns.map((column) => html`<td class=${classOf(column)}>${column.cell(row)}</td>`)}</tr>
      ${more ? html`<tr class="reason"><td colspan=${columns.length}>${more}</td></tr>` : nothing}`;
    })}</tbody>
  </table>`;
}
