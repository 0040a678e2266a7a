/** Which group was merged into which. The older of two keeps its name, so a group's identity does not change by what is learned. */
export class Groups {
  readonly #born = new Map<string, number>();
  readonly #into = new Map<string, string>();

  /** Makes a group known; the first time decides its age. */
  add(group: string): void {
    if (!this.#born.has(group)) this.#born.set(group, this.#born.size);
  }

  /** The group that now stands for this one. */
  find(group: string): string {
    let found = group;
    for (let next = this.#into.get(found); next !== undefined; next = this.#into.get(found)) found = next;
    return found;
  }

  /** Merges two groups. Null when they are one already. */
  merge(one: string, other: string): { from: string; into: string } | null {
    const [a, b] = [this.find(one), this.find(other)];
    if (a === b) return null;
    const [into, from] = this.#ageOf(a) <= this.#ageOf(b) ? [a, b] : [b, a];
    this.#into.set(from, into);
    return { from, into };
  }

  /** What is not known is younger than all that is. */
  #ageOf(group: string): number {
    return this.#born.get(group) ?? Number.POSITIVE_INFINITY;
  }

  /** Puts one group under another whatever their age, as somebody said or as it was written down. */
  put(from: string, into: string): void {
    if (this.find(from) !== this.find(into)) this.#into.set(from, into);
  }

  /** Makes a merged group stand for itself again. */
  release(group: string): void {
    this.#into.delete(group);
  }
}
