import {
  environments,
  flagConfigurations,
  flagExposures,
  flagOverrides,
  flagRollouts,
  flagSources,
  flags,
} from "@plumbline/db/schema";
import { and, eq, inArray, isNull, max, min, ne } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { changeFlags } from "../change/change-flags.ts";
import { requireFlag } from "../change/own-rows.ts";
import { flagWentStale } from "../events.ts";
import { platformCategory } from "../flag/refuse-platform.ts";
import type { Flag } from "../flag-refs.ts";
import { judgeStale, type StaleScene } from "./judge-stale.ts";

/**
 * Marks the flags of a workspace that are probably needed no more, and tells why. They answer as before; who activates one again
 * has looked at it. Run twice it is harmless. @returns how many
 */
export async function findStaleFlags(ctx: Context, workspaceId: string): Promise<number> {
  const found = await readCandidates(ctx, workspaceId);
  for (const { flag, reason } of found)
    await transact(ctx, { workspaceId, verb: "findStaleFlags", input: null }, async (tx) => {
      const { id: flagId, state, revision } = await requireFlag(tx, workspaceId, flag.id);
      if (state !== "active" || revision !== flag.revision) return;
      const change = { kind: "flag" as const, flagId, set: { state: "stale" as const, staleReason: reason } };
      // It changes no answer: nobody is asked to approve it.
      await changeFlags(tx, ctx, { workspaceId, changes: [change], reason, event: flagWentStale, approved: true });
    });
  return found.length;
}

async function readCandidates(ctx: Context, workspaceId: string): Promise<{ flag: Flag; reason: string }[]> {
  const now = ctx.app.clock.now();
  return await ctx.reads.workspace(workspaceId, async (db) => {
    const active = await db
      .select()
      .from(flags)
      .where(and(eq(flags.workspaceId, workspaceId), eq(flags.state, "active"), ne(flags.category, platformCategory)));
    const settings = await db
      .select({ configuration: flagConfigurations, kind: environments.kind })
      .from(flagConfigurations)
      .innerJoin(
        environments,
        and(eq(environments.workspaceId, workspaceId), eq(environments.id, flagConfigurations.environmentId)),
      )
      .where(and(eq(flagConfigurations.workspaceId, workspaceId), isNull(environments.archivedAt)));
    const overrides = await db
      .selectDistinct({ flagId: flagOverrides.flagId, environmentId: flagOverrides.environmentId })
      .from(flagOverrides)
      .where(eq(flagOverrides.workspaceId, workspaceId));
    const evaluated = await db
      .select({ flagId: flagExposures.flagId, at: max(flagExposures.lastAt) })
      .from(flagExposures)
      .where(eq(flagExposures.workspaceId, workspaceId))
      .groupBy(flagExposures.flagId);
    const [told] = await db
      .select({ since: min(flagSources.firstEvaluatedAt) })
      .from(flagSources)
      .where(eq(flagSources.workspaceId, workspaceId));
    const planned = await db
      .select({ flagId: flagRollouts.flagId })
      .from(flagRollouts)
      .where(and(eq(flagRollouts.workspaceId, workspaceId), inArray(flagRollouts.state, ["running", "paused"])));
    const overridden = new Set(overrides.map((one) => `${one.flagId} ${one.environmentId}`));
    const lastAt = new Map(evaluated.map(({ flagId, at }) => [flagId, at]));
    const withPlan = new Set(planned.map(({ flagId }) => flagId));
    const byFlag = Map.groupBy(settings, ({ configuration }) => configuration.flagId);
    return active.flatMap((flag) => {
      const scene: StaleScene = {
        now,
        configurations: (byFlag.get(flag.id) ?? []).map(({ configuration, kind }) => ({
          ...configuration,
          production: kind === "production",
          hasOverrides: overridden.has(`${flag.id} ${configuration.environmentId}`),
        })),
        evaluatedAt: lastAt.get(flag.id) ?? null,
        toldSince: told?.since ?? null,
        planned: withPlan.has(flag.id),
      };
      const reason = judgeStale(flag, scene);
      return reason ? [{ flag, reason }] : [];
    });
  });
}
