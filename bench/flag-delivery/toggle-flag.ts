import type { FlagGround } from "../../packages/api/src/testing/make-flag-ground.ts";

/** A change with the version that it leads to, and the moment just before it was asked for. */
export interface TimedChange {
  version: number;
  at: number;
}

/** Switches a flag on and off at a steady pace. Versions have no gaps, so each change's is known before. */
export async function toggleFlag(
  { configure }: FlagGround,
  flagId: string,
  { from, times, everyMs, onChange }: { from: number; times: number; everyMs: number; onChange?(change: number): void },
): Promise<TimedChange[]> {
  const changes: TimedChange[] = [];
  for (let n = 1; n <= times; n += 1) {
    const at = performance.timeOrigin + performance.now();
    changes.push({ version: from + n, at });
    onChange?.(n);
    await configure(flagId, { enabled: n % 2 === 0 });
    await new Promise((resolve) =>
      setTimeout(resolve, Math.max(0, everyMs - (performance.timeOrigin + performance.now() - at))),
    );
  }
  return changes;
}
