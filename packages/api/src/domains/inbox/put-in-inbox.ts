import { inboxItems, members } from "@plumbline/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import type { Context } from "../../service/context.ts";
import type { Role } from "../../service/permissions.ts";
import { transact } from "../../service/transact.ts";

export interface PutInInboxOptions {
  workspaceId: string;
  /** Members of these roles, or one person. */
  to: { roles: readonly Role[] } | { userId: string };
  /** The kind of notice. */
  kind: string;
  /** What caused it: the same cause makes one item for a person. */
  causeId: string;
  title: string;
  body: string;
  /** A path of the console below the workspace. */
  place: string;
}

/** Puts a notice into the inbox of members, once for each cause. @returns how many members have it */
export async function putInInbox(ctx: Context, options: PutInInboxOptions): Promise<number> {
  const { workspaceId, to, kind, causeId, title, body, place } = options;
  return await transact(ctx, { workspaceId, verb: "putInInbox", input: null }, async (tx) => {
    const which = "userId" in to ? eq(members.userId, to.userId) : inArray(members.role, [...to.roles]);
    const people = await tx
      .select({ userId: members.userId })
      .from(members)
      .where(and(eq(members.workspaceId, workspaceId), which));
    if (people.length === 0) return 0;
    const createdAt = ctx.app.clock.now();
    await tx
      .insert(inboxItems)
      .values(
        people.map(({ userId }) => ({ workspaceId, userId, kind, eventId: causeId, title, body, place, createdAt })),
      )
      .onConflictDoNothing();
    return people.length;
  });
}
