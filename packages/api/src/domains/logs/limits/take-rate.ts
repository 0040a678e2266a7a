import type { App } from "../../../app.ts";
import { createRateBuckets } from "../../../graphql/limits/rate-bucket.ts";
import { RateLimitedError } from "../../../service/errors.ts";
import { perApp } from "../../../service/per-app.ts";

/** Seconds' worth of entries that a workspace may send at once. */
const burstSeconds = 10;

const bucketsOf = perApp((app) => createRateBuckets(app.database.raw));

/**
 * Takes entries from the workspace's rate, which all processes share. A batch larger than the whole bucket waits for an empty one.
 * @throws RateLimitedError with the seconds after which the same batch is taken
 */
export function takeRate(app: App, workspaceId: string, entries: number, perSecond: number): void {
  const capacity = perSecond * burstSeconds;
  const size = { capacity, leakPerSecond: perSecond };
  const level = bucketsOf(app).take(`logs:${workspaceId}`, Math.min(entries, capacity), size);
  if (!("retryAfterSeconds" in level)) return;
  throw new RateLimitedError(
    `The workspace sends more than ${perSecond.toLocaleString("en")} log entries a second; nothing of this batch was stored.`,
    level.retryAfterSeconds,
  );
}
