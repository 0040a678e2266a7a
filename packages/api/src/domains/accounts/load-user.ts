import { members, users } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { and, eq, exists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Context } from "../../service/context.ts";
import type { User } from "./user-ref.ts";

/** A person, for oneself and for those who share a workspace; null for strangers, as for an id that never was. */
export async function loadUser(id: string, ctx: Context): Promise<User | null> {
  const { actor } = ctx;
  const member = alias(members, "them");
  const mine = alias(members, "me");
  return await withSystem(ctx.app.database, async (tx) => {
    const shared =
      actor.type === "user"
        ? or(
            eq(users.id, actor.userId),
            exists(
              tx
                .select({ one: sql`1` })
                .from(member)
                .innerJoin(mine, eq(mine.workspaceId, member.workspaceId))
                .where(and(eq(member.userId, users.id), eq(mine.userId, actor.userId))),
            ),
          )
        : actor.type === "api_key" && actor.scopes.includes("members:read")
          ? exists(
              tx
                .select({ one: sql`1` })
                .from(member)
                .where(and(eq(member.userId, users.id), eq(member.workspaceId, actor.workspaceId))),
            )
          : sql`false`;
    const [user] = await tx
      .select()
      .from(users)
      .where(and(eq(users.id, id), shared));
    return user ?? null;
  });
}

/** The signed-in person's own row, or null for other actors. */
export async function loadOwnUser(ctx: Context): Promise<User | null> {
  return ctx.actor.type === "user" ? await loadUser(ctx.actor.userId, ctx) : null;
}
