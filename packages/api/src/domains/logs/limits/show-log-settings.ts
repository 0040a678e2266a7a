import { logRedactionCounts, logUsage } from "@plumbline/db/schema";
import { and, eq, gte, sql } from "drizzle-orm";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { type BuiltInRule, builtInRules } from "../redaction/built-in-rules.ts";
import type { RetentionDays } from "../retention/retention-classes.ts";
import { loadLogSettings } from "./log-settings-of.ts";
import { type LogUsage, usageOf } from "./log-usage.ts";
import { today } from "./require-volume.ts";

/** A built-in rule with what it did. */
export interface BuiltInRedaction {
  rule: BuiltInRule;
  enabled: boolean;
  /** Passages replaced in the last thirty UTC days. */
  replaced: number;
}

/** What holds for a workspace's logs, and how much of it is used. */
export interface ShownLogSettings {
  workspaceId: string;
  retention: RetentionDays;
  entriesPerSecond: number;
  bytesPerDay: number;
  mostEntriesPerSecond: number;
  mostBytesPerDay: number;
  usage: LogUsage;
  redaction: BuiltInRedaction[];
}

/** Days for which replaced passages are counted together. */
const countedDays = 30;

export async function showLogSettings(ctx: Context, workspaceId: string): Promise<ShownLogSettings> {
  await authorize(ctx, workspaceId, "logs:read");
  const { app } = ctx;
  const settings = await loadLogSettings(app, workspaceId);
  const replaced = await replacedByRule(ctx, workspaceId);
  const day = today(app);
  const [usage] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(logUsage)
      .where(and(eq(logUsage.workspaceId, workspaceId), eq(logUsage.day, day))),
  );
  return {
    workspaceId,
    retention: settings.retention,
    entriesPerSecond: settings.entriesPerSecond,
    bytesPerDay: settings.bytesPerDay,
    mostEntriesPerSecond: app.config.logEntriesPerSecond,
    mostBytesPerDay: app.config.logBytesPerDay,
    usage: usage ?? { day, entries: 0, bytes: 0, rejected: 0 },
    redaction: builtInRules.map((rule) => ({
      rule,
      enabled: !settings.redactionOff.includes(rule),
      replaced: replaced.get(rule) ?? 0,
    })),
  };
}

/** Passages that each rule replaced in the last thirty UTC days. Remembered for the request. */
export async function replacedByRule(ctx: Context, workspaceId: string): Promise<ReadonlyMap<string, number>> {
  const key = `log-redaction-counts:${workspaceId}`;
  const known = ctx.memo.get(key) as Promise<ReadonlyMap<string, number>> | undefined;
  const found = known ?? readCounts(ctx, workspaceId);
  ctx.memo.set(key, found);
  return await found;
}

async function readCounts(ctx: Context, workspaceId: string): Promise<ReadonlyMap<string, number>> {
  // What this process has not told yet belongs to it.
  await usageOf(ctx.app).tell();
  const since = new Date(ctx.app.clock.now().getTime() - countedDays * 86_400_000).toISOString().slice(0, 10);
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ rule: logRedactionCounts.rule, n: sql<string>`sum(${logRedactionCounts.replaced})` })
      .from(logRedactionCounts)
      .where(and(eq(logRedactionCounts.workspaceId, workspaceId), gte(logRedactionCounts.day, since)))
      .groupBy(logRedactionCounts.rule),
  );
  return new Map(rows.map(({ rule, n }) => [rule, Number(n)]));
}
