import { sql } from "drizzle-orm";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";

/** One bar of the histogram. */
export interface DeliveryBucket {
  /** Where the bar begins; it is half an hour wide. */
  from: Date;
  accepted: number;
  duplicate: number;
  refused: number;
}

/** What the door did in the last 24 hours. */
export interface DeliveryStatistics {
  accepted: number;
  duplicate: number;
  refused: number;
  signals: number;
  /** Milliseconds until an accepted delivery was answered; null without one. */
  answeredMsP50: number | null;
  answeredMsP99: number | null;
  /** 48 bars, the oldest first; empty ones included. */
  buckets: DeliveryBucket[];
}

const halfHourMs = 1_800_000;
const bars = 48;

/** Statistics of one integration, or of the whole workspace. */
export async function deliveryStatistics(
  ctx: Context,
  workspaceId: string,
  integrationId: string | null,
): Promise<DeliveryStatistics> {
  await authorize(ctx, workspaceId, "deliveries:read");
  const newest = Math.floor(ctx.app.clock.now().getTime() / halfHourMs) * halfHourMs;
  const since = new Date(newest - (bars - 1) * halfHourMs);
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db.execute<Record<string, unknown>>(sql`
      select grouping(bucket) = 1 as whole, bucket,
        count(*) filter (where verdict = 'accepted')::int as accepted,
        count(*) filter (where verdict = 'duplicate')::int as duplicate,
        count(*) filter (where verdict = 'refused')::int as refused,
        coalesce(sum(signal_count), 0)::int as signals,
        percentile_disc(0.5) within group (order by answered_ms) filter (where verdict = 'accepted' and replay_of is null) as p50,
        percentile_disc(0.99) within group (order by answered_ms) filter (where verdict = 'accepted' and replay_of is null) as p99
      from (
        select verdict, signal_count, answered_ms, replay_of,
          floor(extract(epoch from received_at) * 1000 / ${halfHourMs})::bigint as bucket
        from deliveries
        where workspace_id = ${workspaceId} and received_at >= ${since.toISOString()}::timestamptz
          and (${integrationId}::uuid is null or integration_id = ${integrationId}::uuid)
      ) as recent
      group by grouping sets ((bucket), ())`),
  );
  const whole = rows.find((row) => row.whole);
  const byBucket = new Map(rows.filter((row) => !row.whole).map((row) => [Number(row.bucket), row]));
  const count = (row: Record<string, unknown> | undefined, name: string) => Number(row?.[name] ?? 0);
  return {
    accepted: count(whole, "accepted"),
    duplicate: count(whole, "duplicate"),
    refused: count(whole, "refused"),
    signals: count(whole, "signals"),
    answeredMsP50: (whole?.p50 as number | null | undefined) ?? null,
    answeredMsP99: (whole?.p99 as number | null | undefined) ?? null,
    buckets: Array.from({ length: bars }, (_, index) => {
      const from = since.getTime() + index * halfHourMs;
      const row = byBucket.get(from / halfHourMs);
      return {
        from: new Date(from),
        accepted: count(row, "accepted"),
        duplicate: count(row, "duplicate"),
        refused: count(row, "refused"),
      };
    }),
  };
}
