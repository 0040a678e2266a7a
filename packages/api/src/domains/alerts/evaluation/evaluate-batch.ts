import type { Db } from "@plumbline/db";
import { alertEvaluators, alertRules } from "@plumbline/db/schema";
import { and, eq, inArray, isNull, lt, or } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { takeInbound } from "../alert/take-inbound.ts";
import { isMeasured } from "../condition/condition.ts";
import type { ActiveRule } from "./active-rule.ts";
import { applyFindings } from "./apply-findings.ts";
import { evaluateMatches, groupsOver, matchEvents } from "./evaluate-events.ts";
import { loadActiveRules } from "./load-rules.ts";
import { newestPosition, tryLockEvaluator } from "./lock-evaluator.ts";
import { readEvents } from "./read-events.ts";
import type { SeenEvent } from "./seen-event.ts";
import { countWindows, loadWindows, saveWindows } from "./window-store.ts";

/** Shortest time between two notes that a rule was evaluated, in milliseconds. */
const notedEveryMs = 30_000;

/**
 * Evaluates the next batch of events for all of a workspace's rules. Alerts, what the windows remember and the cursor change in
 * one transaction: a worker that is killed in it has changed nothing, and the next one counts the same events.
 * @returns `busy` when another worker evaluates this workspace, else whether there is more
 */
export async function evaluateBatch(ctx: Context, workspaceId: string): Promise<"busy" | "more" | "done"> {
  return await transact(ctx, { workspaceId, verb: "evaluateEvents", input: null }, async (tx) => {
    const evaluator = await tryLockEvaluator(tx, workspaceId);
    if (evaluator === "busy") return evaluator;
    if (!evaluator) return "done";
    const rules = await loadActiveRules(tx, workspaceId);
    const types = [...new Set(rules.flatMap(typesOf))];
    const upTo = await newestPosition(tx, workspaceId);
    const batch = await readEvents(tx, workspaceId, { after: evaluator.cursor, upTo, types });
    if (batch.events.length > 0) {
      await evaluate(tx, ctx, workspaceId, rules, batch.events);
      await takeInbound(tx, ctx, workspaceId, batch.events);
    }
    if (batch.upTo > evaluator.cursor) {
      await tx
        .update(alertEvaluators)
        .set({ cursor: batch.upTo, updatedAt: ctx.app.clock.now() })
        .where(eq(alertEvaluators.workspaceId, workspaceId));
    }
    return batch.more ? "more" : "done";
  });
}

/** Event types that a rule looks at. */
export function typesOf({ definition: { condition } }: ActiveRule): readonly string[] {
  return isMeasured(condition) ? [] : condition.types;
}

async function evaluate(
  tx: Db,
  ctx: Context,
  workspaceId: string,
  rules: readonly ActiveRule[],
  events: readonly SeenEvent[],
): Promise<void> {
  const matches = matchEvents(rules, events);
  const wanted = matches.map(({ rule, groupKey }) => ({ ruleId: rule.id, groupKey }));
  const known = await loadWindows(tx, workspaceId, wanted);
  const counts = await countWindows(tx, workspaceId, [...new Set(wanted.map(({ ruleId }) => ruleId))]);
  const groups = groupsOver(known, counts);
  const found = evaluateMatches(matches, groups);
  await saveWindows(tx, workspaceId, groups.touched.values(), ctx.app.clock.now());
  await applyFindings(tx, ctx, workspaceId, found);
  const seen = new Set(events.map(({ type }) => type));
  const looked = rules.filter((rule) => typesOf(rule).some((type) => seen.has(type)));
  await noteEvaluated(
    tx,
    ctx,
    workspaceId,
    looked,
    `Looked at ${events.length === 1 ? "one event" : `${events.length} events`}`,
  );
}

/** Notes that rules were evaluated over something real: their proof. Not each time, since that would be a write for each batch. */
export async function noteEvaluated(
  tx: Db,
  ctx: Context,
  workspaceId: string,
  rules: readonly Pick<ActiveRule, "id">[],
  evaluatedWhat: string,
): Promise<void> {
  if (rules.length === 0) return;
  const now = ctx.app.clock.now();
  const due = new Date(now.getTime() - notedEveryMs);
  await tx
    .update(alertRules)
    .set({ evaluatedAt: now, evaluatedWhat, failedReason: null, failingSince: null })
    .where(
      and(
        eq(alertRules.workspaceId, workspaceId),
        inArray(
          alertRules.id,
          rules.map(({ id }) => id),
        ),
        or(isNull(alertRules.evaluatedAt), lt(alertRules.evaluatedAt, due)),
      ),
    );
}
