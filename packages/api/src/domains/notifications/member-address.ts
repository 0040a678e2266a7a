import { members, users } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../service/context.ts";

/** The verified mail address of a member; null for who is none, or never verified it. */
export async function memberAddress(ctx: Context, workspaceId: string, userId: string): Promise<string | null> {
  const [found] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ email: users.email })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId), eq(users.emailVerified, true))),
  );
  return found?.email ?? null;
}
