/** Attempts at one far side at once in this process: one that hangs must not take every worker. */
const mostAtOnce = 4;

/** Shortest and longest that an attempt is put off, in milliseconds. */
const leastMs = 1000;
const mostMs = 600_000;

/** What an attempt takes until the first was measured, in milliseconds. */
const firstGuessMs = 250;

/** Far sides whose pace is remembered. */
const mostRemembered = 1000;

interface Pace {
  underWay: number;
  /** Moving average of what an attempt takes, in milliseconds. */
  averageMs: number;
  /** The last time that was handed out to an attempt that was put off. */
  lastSlot: number;
}

/** How this process shares itself out among far sides: webhook endpoints, channels. */
export interface FarSidePaces {
  /** Runs the attempt, or says in how many milliseconds it should come back because the far side is busy. */
  run<T>(farSideId: string, attempt: () => Promise<T>): Promise<{ done: T } | { waitMs: number }>;
}

/**
 * Who is put off gets a time of its own, spaced as fast as the far side takes attempts: ten thousand messages for a slow one
 * then come back one after the other, instead of all of them asking every second.
 */
export function createFarSidePaces(now: () => number = Date.now): FarSidePaces {
  const paces = new Map<string, Pace>();
  return {
    async run(farSideId, attempt) {
      const pace = paces.get(farSideId) ?? { underWay: 0, averageMs: firstGuessMs, lastSlot: 0 };
      if (pace.underWay >= mostAtOnce) {
        pace.lastSlot = Math.max(pace.lastSlot + pace.averageMs / mostAtOnce, now() + leastMs);
        return { waitMs: Math.min(mostMs, pace.lastSlot - now()) };
      }
      paces.set(farSideId, pace);
      pace.underWay += 1;
      const startedAt = now();
      try {
        return { done: await attempt() };
      } finally {
        pace.underWay -= 1;
        pace.averageMs += (now() - startedAt - pace.averageMs) / 8;
        if (paces.size > mostRemembered) forgetOldestIdle(paces);
      }
    },
  };
}

function forgetOldestIdle(paces: Map<string, Pace>): void {
  for (const [farSideId, { underWay }] of paces) if (underWay === 0) return void paces.delete(farSideId);
}
