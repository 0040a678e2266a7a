import type { Db } from "@plumbline/db";
import { members, users } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../../outbox/record-event.ts";
import type { Context } from "../../../../service/context.ts";
import { InvalidInputError } from "../../../../service/errors.ts";
import { parseInput } from "../../../../service/parse-input.ts";
import { transact } from "../../../../service/transact.ts";
import { errorGroupAssigned } from "../error-group-events.ts";
import { errorGroupData } from "./error-group-data.ts";
import type { ErrorGroup } from "./error-group-ref.ts";
import { authorizeErrorGroup, lockErrorGroup, updateErrorGroup } from "./require-error-group.ts";

export const assignErrorGroupInput = z.object({
  errorGroupId: z.uuid(),
  /** Null gives it to nobody. */
  userId: z
    .uuid()
    .nullish()
    .transform((id) => id ?? null),
});

export type AssignErrorGroupInput = z.input<typeof assignErrorGroupInput>;

/** Gives a group to a member, or to nobody. */
export async function assignErrorGroup(ctx: Context, input: AssignErrorGroupInput): Promise<ErrorGroup> {
  const wish = parseInput(assignErrorGroupInput, input);
  const { errorGroupId, userId } = wish;
  const workspaceId = await authorizeErrorGroup(ctx, errorGroupId);
  return await transact(ctx, { workspaceId, verb: "assignErrorGroup", input: wish }, async (tx) => {
    const group = await lockErrorGroup(tx, workspaceId, errorGroupId);
    if (group.assigneeId === userId) return group;
    const assignee = userId ? await requireMemberName(tx, workspaceId, userId) : null;
    const after = await updateErrorGroup(tx, group, { assigneeId: userId, updatedAt: ctx.app.clock.now() });
    await recordEvent(tx, ctx, errorGroupAssigned, {
      workspaceId,
      subjectId: group.id,
      data: { ...errorGroupData(after), assignee },
      before: { assigneeId: group.assigneeId },
      after: { assigneeId: userId },
    });
    return after;
  });
}

async function requireMemberName(tx: Db, workspaceId: string, userId: string): Promise<string> {
  const [person] = await tx
    .select({ name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId)));
  if (!person) throw new InvalidInputError([{ path: ["userId"], message: "is no member of this workspace." }]);
  return person.name;
}
