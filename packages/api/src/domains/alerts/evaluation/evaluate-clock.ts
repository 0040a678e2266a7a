import type { Context } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { releaseDue } from "../routes/release-due.ts";
import { endDueSilences } from "../silences/end-silences.ts";
import { beginDueSilences } from "../silences/silence-open.ts";
import { advanceRules, forgetOldWindows } from "./advance-rules.ts";
import { evaluateBatch } from "./evaluate-batch.ts";
import { evaluateMeasured } from "./evaluate-measured.ts";
import { loadActiveRules } from "./load-rules.ts";
import { lockEvaluator } from "./lock-evaluator.ts";
import { readMeasured } from "./read-measured.ts";

/**
 * Evaluates what time changes, at this moment: series, absences, alerts that are over because nothing more came, silences that
 * have ended. First what waits in the log: an event that nobody looked at yet is not missing.
 */
export async function evaluateClock(ctx: Context, workspaceId: string): Promise<void> {
  await catchUp(ctx, workspaceId);
  const now = ctx.app.clock.now();
  const rules = await ctx.reads.workspace(workspaceId, (db) => loadActiveRules(db, workspaceId));
  const measured = await readMeasured(ctx, workspaceId, rules, now);
  await transact(ctx, { workspaceId, verb: "evaluateClock", input: null }, async (tx) => {
    await lockEvaluator(tx, workspaceId);
    const versions = new Map((await loadActiveRules(tx, workspaceId)).map((rule) => [rule.id, rule.version]));
    // Changed while its series was read: the next minute is its first.
    const still = rules.filter(({ id, version }) => versions.get(id) === version);
    await advanceRules(tx, ctx, workspaceId, still, now);
    for (const each of measured) {
      if (still.includes(each.rule)) await evaluateMeasured(tx, ctx, workspaceId, each, now);
    }
    await beginDueSilences(tx, ctx, workspaceId, now);
    await endDueSilences(tx, ctx, workspaceId, now);
    await releaseDue(tx, workspaceId, now);
    await forgetOldWindows(tx, workspaceId, still, now);
  });
}

/** Milliseconds between two looks while another worker evaluates. */
const busyMs = 50;

async function catchUp(ctx: Context, workspaceId: string): Promise<void> {
  for (;;) {
    const answer = await evaluateBatch(ctx, workspaceId);
    if (answer === "done") return;
    if (answer === "busy") await new Promise((resolve) => setTimeout(resolve, busyMs));
  }
}
