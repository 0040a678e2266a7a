import { type LogLevel, levelOf, logLevels } from "../severity.ts";
import type { BufferedEntry } from "./buffered-entry.ts";

/** How many entries of each level were lost. */
export type DropCounts = Partial<Record<LogLevel, number>>;

interface Waiting extends BufferedEntry {
  /** Order of arrival over all levels. */
  order: number;
}

/**
 * What waits to be sent, within bounds. When it is full, the oldest entry of the quietest level makes room, never a graver one for a
 * quieter one; each that is lost is counted, until {@link takeDrops} hands the count on.
 */
export class EntryBuffer {
  #lanes = new Map<LogLevel, Waiting[]>(logLevels.map((level) => [level, []]));
  #maxBytes: number;
  #maxEntries: number;
  #next = 0;
  #drops: DropCounts = {};
  /** Entries that wait. */
  size = 0;
  /** Their size in UTF-16 code units, which for most logs are bytes. */
  bytes = 0;
  /** Entries for which there was no room, since the start. */
  dropped = 0;

  constructor({ maxBytes, maxEntries }: { maxBytes: number; maxEntries: number }) {
    this.#maxBytes = maxBytes;
    this.#maxEntries = maxEntries;
  }

  add(entry: BufferedEntry): void {
    const level = levelOf(entry.severity);
    while (this.size > 0 && (this.size >= this.#maxEntries || this.bytes + entry.json.length > this.#maxBytes)) {
      const quietest = logLevels.find((one) => this.#lane(one).length > 0);
      if (!quietest || logLevels.indexOf(quietest) > logLevels.indexOf(level)) break;
      const forgotten = this.#forget(quietest);
      if (forgotten) this.#drop(forgotten);
    }
    if (this.size >= this.#maxEntries || this.bytes + entry.json.length > this.#maxBytes) {
      this.#drop(entry);
      return;
    }
    this.#lane(level).push({ ...entry, order: this.#next++ });
    this.size += 1;
    this.bytes += entry.json.length;
  }

  /** Takes entries in their order until one of the bounds is reached; at least one when there is any. */
  take(maxEntries: number, maxBytes: number): BufferedEntry[] {
    const taken: BufferedEntry[] = [];
    let bytes = 0;
    while (this.size > 0 && taken.length < maxEntries) {
      const level = this.#oldest();
      const length = this.#lane(level)[0]?.json.length ?? 0;
      if (taken.length > 0 && bytes + length > maxBytes) break;
      const entry = this.#forget(level);
      if (!entry) break;
      taken.push(entry);
      bytes += length;
    }
    return taken;
  }

  /** Counts entries that were lost elsewhere, so that the next batch tells of them. */
  countDrops(entries: readonly BufferedEntry[]): void {
    for (const { severity } of entries) this.returnDrops({ [levelOf(severity)]: 1 });
  }

  /** Takes a count back that could not be delivered. */
  returnDrops(counts: DropCounts): void {
    for (const [level, count] of Object.entries(counts) as [LogLevel, number][])
      this.#drops[level] = (this.#drops[level] ?? 0) + count;
  }

  /** What was lost since the last call; null when nothing. */
  takeDrops(): DropCounts | null {
    const drops = this.#drops;
    this.#drops = {};
    return Object.keys(drops).length > 0 ? drops : null;
  }

  #drop(entry: BufferedEntry): void {
    this.dropped += 1;
    this.countDrops([entry]);
  }

  #lane(level: LogLevel): Waiting[] {
    return this.#lanes.get(level) ?? [];
  }

  #oldest(): LogLevel {
    let [found, order] = ["trace" as LogLevel, Number.POSITIVE_INFINITY];
    for (const [level, lane] of this.#lanes) {
      const first = lane[0];
      if (first && first.order < order) [found, order] = [level, first.order];
    }
    return found;
  }

  #forget(level: LogLevel): Waiting | undefined {
    const entry = this.#lane(level).shift();
    if (!entry) return undefined;
    this.size -= 1;
    this.bytes -= entry.json.length;
    return entry;
  }
}
