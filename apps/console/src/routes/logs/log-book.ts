/** A row that can be told apart. */
interface Identified {
  id: string;
}

/** Rows that are kept in hand at most. */
export const mostInHand = 100_000;

/**
 * The rows of the viewer, the newest first. What arrives while the reader looks at something older waits, and is counted; what is too
 * much in hand leaves at the old end. Places are stable: nothing moves under the reader's eye.
 */
export class LogBook<Row extends Identified> {
  /** Oldest first, so that what is new is added at the cheap end. */
  #rows: Row[] = [];
  #ids = new Set<string>();
  #waiting: Row[] = [];
  /** True while new rows wait. */
  held = false;
  /** True once rows have left at the old end. */
  shortened = false;
  #limit: number;

  constructor(limit = mostInHand) {
    this.#limit = limit;
  }

  /** Rows that are shown. */
  get length(): number {
    return this.#rows.length;
  }

  /** Rows that wait to be shown. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** The row at a place, 0 for the newest. */
  at(index: number): Row | undefined {
    return this.#rows[this.#rows.length - 1 - index];
  }

  /** The place of a row, or -1. */
  placeOf(id: string): number {
    if (!this.#ids.has(id)) return -1;
    const found = this.#rows.findLastIndex((row) => row.id === id);
    return found === -1 ? -1 : this.#rows.length - 1 - found;
  }

  /** Begins anew with the newest page, the newest first. */
  start(rows: readonly Row[]): void {
    this.#rows = [];
    this.#ids.clear();
    this.#waiting = [];
    this.held = false;
    this.shortened = false;
    this.addOlder(rows);
  }

  /** Adds rows that are older than all others, the newest of them first. */
  addOlder(rows: readonly Row[]): void {
    const room = this.#limit - this.#rows.length;
    const fresh = rows.filter(({ id }) => !this.#ids.has(id)).slice(0, Math.max(0, room));
    for (const { id } of fresh) this.#ids.add(id);
    this.#rows = [...fresh.reverse(), ...this.#rows];
  }

  /** Adds rows that have just arrived, in the order of their arrival. */
  addNewer(rows: readonly Row[]): void {
    for (const row of rows) {
      if (this.#ids.has(row.id)) continue;
      this.#ids.add(row.id);
      (this.held ? this.#waiting : this.#rows).push(row);
    }
    this.#shorten();
  }

  /** Shows what waits. */
  release(): void {
    this.held = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const row of waiting) this.#rows.push(row);
    this.#shorten();
  }

  #shorten(): void {
    // In strides, so that a stream does not copy everything for each arrival.
    const stride = Math.ceil(this.#limit / 20);
    if (this.#waiting.length > this.#limit + stride) this.#waiting = this.#forget(this.#waiting);
    if (this.#rows.length <= this.#limit + stride) return;
    this.#rows = this.#forget(this.#rows);
    this.shortened = true;
  }

  #forget(rows: Row[]): Row[] {
    for (const { id } of rows.slice(0, -this.#limit)) this.#ids.delete(id);
    return rows.slice(-this.#limit);
  }
}
