/** Which rows of one height must be drawn. */
export interface RowWindow {
  /** First row. */
  first: number;
  /** The row after the last. */
  end: number;
}

/** Rows that are drawn beyond each edge, so that a quick scroll finds them there. */
export const overscan = 12;

/**
 * The rows that a box shows, and some beyond. All rows have one height: a multiplication finds any of them, however many there are
 * (docs/adr/0080).
 */
export function rowWindow(scrollTop: number, boxHeight: number, rowHeight: number, count: number): RowWindow {
  const first = Math.max(0, Math.min(count, Math.floor(scrollTop / rowHeight)) - overscan);
  const end = Math.min(count, Math.ceil((scrollTop + boxHeight) / rowHeight) + overscan);
  return { first, end };
}
