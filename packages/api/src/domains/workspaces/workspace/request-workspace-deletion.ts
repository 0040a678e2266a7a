import type { Db } from "@plumbline/db";
import { members, users, workspaces } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { enqueue } from "../../../outbox/enqueue.ts";
import { recordEvent } from "../../../outbox/record-event.ts";
import { describeActor } from "../../../service/actor.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError, PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { workspaceDeletionRequested } from "../events.ts";
import { purgeWorkspace } from "../jobs/purge-workspace.ts";
import { lockMembers } from "../members/lock-members.ts";
import type { Workspace } from "../workspace-ref.ts";
import { deletionMail } from "./deletion-mail.ts";

/** Days in which a deletion can be cancelled. A demo has none: its data is made up, and its removal is one click. */
export const graceDays = 14;

export const requestWorkspaceDeletionInput = z.object({
  workspaceId: z.uuid(),
  /** The workspace's slug, typed by the person: proof that this one is meant. */
  confirmSlug: z.string().max(200),
});

export type RequestWorkspaceDeletionInput = z.input<typeof requestWorkspaceDeletionInput>;

/**
 * Asks for the deletion of a workspace. Every owner is told by mail; until the grace period ends any of them can cancel it.
 * @throws InvalidInputError when the slug is not the workspace's
 * @throws PreconditionError when it was asked for already
 */
export async function requestWorkspaceDeletion(ctx: Context, input: RequestWorkspaceDeletionInput): Promise<Workspace> {
  await authorize(ctx, input.workspaceId, "workspace:delete");
  const wish = parseInput(requestWorkspaceDeletionInput, input);
  const { workspaceId, confirmSlug } = wish;
  return await transact(ctx, { workspaceId, verb: "requestWorkspaceDeletion", input: wish }, async (tx) => {
    const known = await lockMembers(tx, workspaceId);
    if (known.slug !== confirmSlug) {
      throw new InvalidInputError([{ path: ["confirmSlug"], message: `must be the workspace's slug, ${known.slug}.` }]);
    }
    if (known.purgeAfter) {
      throw new PreconditionError("The deletion was asked for already.", "Cancel it, or wait for the grace period.");
    }
    const now = ctx.app.clock.now();
    const purgeAfter = new Date(now.getTime() + (known.isDemo ? 0 : graceDays * 86_400_000));
    const deletionRequestedBy = ctx.actor.type === "user" ? ctx.actor.userId : null;
    const [workspace] = await tx
      .update(workspaces)
      .set({ deletionRequestedAt: now, deletionRequestedBy, purgeAfter, updatedAt: now })
      .where(eq(workspaces.id, workspaceId))
      .returning();
    const { name, slug } = known;
    const after = { purgeAfter: purgeAfter.toISOString() };
    await recordEvent(tx, ctx, workspaceDeletionRequested, {
      workspaceId,
      subjectId: workspaceId,
      data: { name, slug, ...after },
      before: { purgeAfter: null },
      after,
    });
    await enqueue(tx, purgeWorkspace, { workspaceId }, { runAt: purgeAfter });
    if (!known.isDemo) await tellOwners(ctx, tx, known, purgeAfter);
    return workspace as Workspace;
  });
}

async function tellOwners(ctx: Context, tx: Db, workspace: Workspace, purgeAfter: Date): Promise<void> {
  const owners = await tx
    .select({ email: users.email })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, workspace.id), eq(members.role, "owner")));
  const content = deletionMail({
    workspace: workspace.name,
    by: describeActor(ctx.actor).actorName,
    purgeAfter,
    url: `${ctx.app.config.publicUrl}/w/${workspace.slug}/settings`,
  });
  for (const { email } of owners) {
    await ctx.app.mailer.queue(tx, { to: email, workspaceId: workspace.id, aboutId: workspace.id, content });
  }
}
