import { documents, driftSettings } from "@plumbline/db/schema";
import { and, eq, ne } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import type { DriftSettings } from "../document-refs.ts";
import { driftLearningReset } from "../events.ts";
import { lockDriftSettings } from "./load-drift-settings.ts";

export const resetDriftLearningInput = z.object({ workspaceId: z.uuid() });

export type ResetDriftLearningInput = z.input<typeof resetDriftLearningInput>;

/** Forgets what the workspace's verdicts taught; the verdicts themselves stay. */
export async function resetDriftLearning(ctx: Context, input: ResetDriftLearningInput): Promise<DriftSettings> {
  await authorize(ctx, input.workspaceId, "documents:write");
  const wish = parseInput(resetDriftLearningInput, input);
  const { workspaceId } = wish;
  return await transact(ctx, { workspaceId, verb: "resetDriftLearning", input: wish }, async (tx) => {
    const known = await lockDriftSettings(tx, workspaceId);
    await tx
      .update(documents)
      .set({ bias: 0 })
      .where(and(eq(documents.workspaceId, workspaceId), ne(documents.bias, 0)));
    const [after] = await tx
      .update(driftSettings)
      .set({ factors: {}, verdicts: 0, updatedAt: ctx.app.clock.now() })
      .where(eq(driftSettings.workspaceId, workspaceId))
      .returning();
    await recordEvent(tx, ctx, driftLearningReset, {
      workspaceId,
      subjectId: known.id,
      data: { verdicts: known.verdicts },
      before: { factors: known.factors },
      after: { factors: {} },
    });
    return after as DriftSettings;
  });
}
