import { flagDecisions } from "@plumbline/db/schema";
import { and, desc, eq, gte, sum } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import type { FlagConfiguration } from "../flag-refs.ts";

/** How often one step or rule decided. */
export interface DecisionCount {
  /** Null where the answer does not say. */
  step: string | null;
  /** Null for every step but `rules`, and for a rule that is there no more. */
  ruleId: string | null;
  count: number;
}

/** Which steps and rules decided lately. */
export interface Decisions {
  since: Date;
  total: number;
  counts: DecisionCount[];
}

/** Minutes that can be asked for; counts are kept a little longer. */
export const mostMinutes = 60;

/**
 * Which steps and rules of a flag decided in the last minutes, the most frequent first. The caller was authorized for the configuration.
 * @param minutes null for 5
 * @throws InvalidInputError outside of 1 to 60
 */
export async function loadDecisions(
  ctx: Context,
  { workspaceId, flagId, environmentId }: FlagConfiguration,
  minutes: number | null | undefined,
): Promise<Decisions> {
  const asked = minutes ?? 5;
  if (asked < 1 || asked > mostMinutes)
    throw new InvalidInputError([{ path: ["minutes"], message: `must be between 1 and ${mostMinutes}.` }]);
  const since = new Date(Math.floor(ctx.app.clock.now().getTime() / 60_000 - asked) * 60_000);
  const count = sum(flagDecisions.count).mapWith(Number);
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ step: flagDecisions.step, ruleId: flagDecisions.ruleId, count })
      .from(flagDecisions)
      .where(
        and(
          eq(flagDecisions.workspaceId, workspaceId),
          eq(flagDecisions.flagId, flagId),
          eq(flagDecisions.environmentId, environmentId),
          gte(flagDecisions.minute, since),
        ),
      )
      .groupBy(flagDecisions.step, flagDecisions.ruleId)
      .orderBy(desc(count), flagDecisions.step, flagDecisions.ruleId),
  );
  const counts = rows.map((row) => ({ step: row.step || null, ruleId: row.ruleId || null, count: row.count }));
  return { since, total: counts.reduce((all, each) => all + each.count, 0), counts };
}
