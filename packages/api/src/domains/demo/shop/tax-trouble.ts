/** Milliseconds. */
const firstAfter = 90_000;
const lasts = 40_000;
/** So long into a burst until somebody sees it: its errors are groups by then. */
const noticedAfter = 15_000;
const pauses = { least: 720_000, spread: 360_000 };
/** From a burst, or from the begin, until the release that mends what came: long enough to be looked at. */
const mendedAfter = { burst: 480_000, begin: 30_000 };

/** The story of the service that breaks, is mended by a release, and breaks again with it. */
export interface TaxTrouble {
  /** Whether the service fails now. */
  fails(now: number): boolean;
  /** Whether somebody notices now that it fails; once for each burst. */
  noticed(now: number): boolean;
  /** The release that it runs. */
  readonly release: string;
  /** The release that is out since now, once for each burst; null until then. */
  mendedIn(now: number): string | null;
}

export function taxTrouble(startedAt: number): TaxTrouble {
  let beginsAt = startedAt + firstAfter;
  let release = releaseOf(startedAt - 86_400_000);
  let noticedAt = 0;
  // What the history holds is mended before the first burst that a visitor sees.
  let mendsAt: number | null = startedAt + mendedAfter.begin;
  return {
    get release() {
      return release;
    },
    fails(now) {
      if (now > beginsAt + lasts) {
        mendsAt = beginsAt + lasts + mendedAfter.burst;
        beginsAt = now + pauses.least + Math.random() * pauses.spread;
      }
      return now >= beginsAt;
    },
    noticed(now) {
      if (noticedAt === beginsAt || now < beginsAt + noticedAfter) return false;
      noticedAt = beginsAt;
      return true;
    },
    mendedIn(now) {
      if (mendsAt === null || now < mendsAt) return null;
      mendsAt = null;
      release = releaseOf(now);
      return release;
    },
  };
}

/** `2026.11.21-1843`, by the minute. */
function releaseOf(at: number): string {
  const text = new Date(at).toISOString();
  return `${text.slice(0, 10).replaceAll("-", ".")}-${text.slice(11, 16).replace(":", "")}`;
}
