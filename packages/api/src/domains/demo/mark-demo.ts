import { workspaces } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { ForbiddenError } from "../../service/errors.ts";
import { transact } from "../../service/transact.ts";
import { workspaceMarkedDemo } from "./events.ts";

/**
 * Marks a workspace as a demo, which every page then says. Only the server itself may: a mark that people could set would make
 * real data look simulated.
 * @throws ForbiddenError for everybody else
 */
export async function markDemo(ctx: Context, input: { workspaceId: string }): Promise<void> {
  const { workspaceId } = input;
  if (ctx.actor.type !== "system") throw new ForbiddenError("system", "Only the server marks a workspace as a demo.");
  await transact(ctx, { workspaceId, verb: "markDemo", input }, async (tx) => {
    const marked = await tx
      .update(workspaces)
      .set({ isDemo: true })
      .where(and(eq(workspaces.id, workspaceId), eq(workspaces.isDemo, false)))
      .returning({ id: workspaces.id });
    if (marked.length === 0) return;
    await recordEvent(tx, ctx, workspaceMarkedDemo, {
      workspaceId,
      subjectId: workspaceId,
      data: {},
      before: { isDemo: false },
      after: { isDemo: true },
    });
  });
}
