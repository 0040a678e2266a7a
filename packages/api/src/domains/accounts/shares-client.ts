import { sessions } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { and, eq, gte } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Context } from "../../service/context.ts";

/** Milliseconds for which a session of the other person counts after it was begun or renewed; one in use is renewed once a day. */
const recentMs = 86_400_000;

/**
 * Whether the acting session was begun at the same address with the same browser as one that another person used within the last day.
 * It proves nothing: an office shares an address and often a browser's version, and who signs out or moves on is not seen. The
 * caller has made sure that the actor may know of that person.
 */
export async function sharesClient({ app, actor }: Context, userId: string): Promise<boolean> {
  if (actor.type !== "user" || actor.userId === userId) return false;
  const theirs = alias(sessions, "theirs");
  const rows = await withSystem(app.database, (tx) =>
    tx
      .select({ id: theirs.id })
      .from(sessions)
      .innerJoin(theirs, and(eq(theirs.ipAddress, sessions.ipAddress), eq(theirs.userAgent, sessions.userAgent)))
      .where(
        and(
          eq(sessions.id, actor.sessionId),
          eq(theirs.userId, userId),
          gte(theirs.updatedAt, new Date(app.clock.now().getTime() - recentMs)),
        ),
      )
      .limit(1),
  );
  return rows.length > 0;
}
