/** What the past says of a document when these files change. */
export interface CoChangeHint {
  /** 0 to 1: how often the document changed when the best of these files did, smoothed. */
  chance: number;
  /** Changes in which that file (or folder) and the document changed together. */
  together: number;
  /** Changes of that file (or folder) in all. */
  of: number;
  /** The file or folder. */
  path: string;
}

/**
 * Which documents changed together with which files, from changes that have happened. It knows nothing of the change at hand: feed
 * it a change only after it was scored.
 */
export class CoChange {
  readonly #changes = new Map<string, number>();
  readonly #together = new Map<string, Map<string, number>>();
  readonly #documents = new Map<string, number>();
  #all = 0;

  observe(files: readonly string[], documents: readonly string[]): void {
    if (files.length === 0) return;
    this.#all += 1;
    // A sweep over everything says little about any one pair.
    const share = 1 / Math.max(1, Math.sqrt(documents.length));
    for (const document of documents) {
      this.#documents.set(document, (this.#documents.get(document) ?? 0) + share);
    }
    for (const path of withFolders(files)) {
      this.#changes.set(path, (this.#changes.get(path) ?? 0) + 1);
      const pairs = this.#together.get(path) ?? new Map<string, number>();
      for (const document of documents) pairs.set(document, (pairs.get(document) ?? 0) + share);
      if (pairs.size > 0) this.#together.set(path, pairs);
    }
  }

  /** A file or document was moved: what was known of it holds for its new place. */
  rename(from: string, to: string): void {
    for (const map of [this.#changes, this.#documents]) {
      const count = map.get(from);
      if (count !== undefined) map.set(to, (map.get(to) ?? 0) + count);
      map.delete(from);
    }
    const pairs = this.#together.get(from);
    if (pairs) this.#together.set(to, pairs);
    this.#together.delete(from);
    for (const known of this.#together.values()) {
      const count = known.get(from);
      if (count === undefined) continue;
      known.set(to, (known.get(to) ?? 0) + count);
      known.delete(from);
    }
  }

  /** How often the document changed with any file, per change. */
  share(document: string): number {
    return (this.#documents.get(document) ?? 0) / Math.max(1, this.#all);
  }

  /** Changes seen so far. */
  get size(): number {
    return this.#all;
  }

  /** For every document that ever changed with one of the files, the strongest hint. */
  hints(files: readonly string[]): Map<string, CoChangeHint> {
    const hints = new Map<string, CoChangeHint>();
    for (const path of withFolders(files)) {
      const of = this.#changes.get(path) ?? 0;
      for (const [document, together] of this.#together.get(path) ?? []) {
        const chance = (together + 2 * this.share(document)) / (of + 2);
        if (chance > (hints.get(document)?.chance ?? 0)) hints.set(document, { chance, together, of, path });
      }
    }
    return hints;
  }
}

/** The files and the folders that hold them, without the outermost. */
function withFolders(files: readonly string[]): Set<string> {
  const paths = new Set<string>();
  for (const file of files) {
    const parts = file.split("/");
    for (let depth = 2; depth <= parts.length; depth += 1) paths.add(parts.slice(0, depth).join("/"));
  }
  return paths;
}
