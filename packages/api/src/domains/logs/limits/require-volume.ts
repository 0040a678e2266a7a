import type { App } from "../../../app.ts";
import { RateLimitedError } from "../../../service/errors.ts";
import { usageOf } from "./log-usage.ts";

/** The UTC day that an entry received now counts to. */
export function today(app: App): string {
  return app.clock.now().toISOString().slice(0, 10);
}

/** @throws RateLimitedError until the UTC day ends, once the workspace has sent what it may in a day */
export async function requireVolume(app: App, workspaceId: string, bytes: number, perDay: number): Promise<void> {
  const sent = await usageOf(app).bytesToday(workspaceId, today(app));
  if (sent + bytes <= perDay) return;
  const now = app.clock.now();
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
  throw new RateLimitedError(
    `The workspace has sent ${inMegabytes(sent)} of the ${inMegabytes(perDay)} of logs that it may send in a day (UTC); nothing of this batch was stored.`,
    Math.max(1, Math.ceil((midnight - now.getTime()) / 1000)),
  );
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;
}
