/** What the sender of a batch must be told: how many entries were refused, and what was changed, each with its reason. */
export class IntakeNotes {
  /** Entries that were refused. */
  rejected = 0;
  readonly #reasons = new Map<string, number>();

  /** @param reason in words that follow a count: `not valid JSON (line 3)` */
  reject(reason: string, count = 1): void {
    this.rejected += count;
    this.#count(`refused: ${reason}`, count);
  }

  /** Something was stored otherwise than it was sent. */
  change(what: string): void {
    this.#count(what, 1);
  }

  /** Null when there is nothing to say. At most ten reasons. */
  message(): string | null {
    if (this.#reasons.size === 0) return null;
    const said = [...this.#reasons].slice(0, 10).map(([what, count]) => `${count} ${what}.`);
    if (this.#reasons.size > 10) said.push(`${this.#reasons.size - 10} more reasons are left out.`);
    return said.join(" ");
  }

  #count(what: string, count: number): void {
    this.#reasons.set(what, (this.#reasons.get(what) ?? 0) + count);
  }
}

/** One entry cannot be taken; the others can. */
export class RefusedEntry extends Error {
  override readonly name = "RefusedEntry";
}
