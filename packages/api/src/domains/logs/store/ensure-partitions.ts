import type { Sql } from "postgres";
import type { NewLogEntry } from "./log-entry.ts";

const microsOfDay = 86_400_000_000;

/** The UTC day of a time, as days since 1970. */
export function dayOf(micros: number): number {
  return Math.floor(micros / microsOfDay);
}

/** `2026-11-21` of days since 1970. */
export function dayName(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Makes what is missing, ahead of the insert and outside its transaction: an entry is never refused for its day. */
export interface PartitionMaker {
  ensureFor(entries: readonly NewLogEntry[]): Promise<void>;
  ensure(keepDays: number, day: number): Promise<void>;
  /** Forgets what is there: another process dropped some of it. */
  forget(): void;
}

export function createPartitionMaker(rawApp: Sql): PartitionMaker {
  const known = new Set<number>();
  const key = (keepDays: number, day: number) => day * 1000 + keepDays;

  async function ensure(keepDays: number, day: number): Promise<void> {
    if (known.has(key(keepDays, day))) return;
    await rawApp`select plumbline.ensure_log_partition(${keepDays}, ${dayName(day)}::date)`;
    known.add(key(keepDays, day));
  }

  return {
    ensure,
    async ensureFor(entries) {
      const missing = new Set<number>();
      for (const { keepDays, time } of entries) {
        const place = key(keepDays, dayOf(time));
        if (!known.has(place)) missing.add(place);
      }
      for (const place of missing) await ensure(place % 1000, Math.floor(place / 1000));
    },
    forget: () => known.clear(),
  };
}
