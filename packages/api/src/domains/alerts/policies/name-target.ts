import { channels, type EscalationStep, onCallSchedules, users } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { encodeGlobalId } from "../../../graphql/ids.ts";
import type { Context } from "../../../service/context.ts";

/** A target of a step with the workspace in which its name is looked up. */
export type ShownTarget = EscalationStep["targets"][number] & { workspaceId: string };

const typenames = { channel: "Channel", member: "User", schedule: "OnCallSchedule" } as const;

/** The target's id outside. */
export function targetIdOutside({ kind, id }: ShownTarget): string {
  return encodeGlobalId(typenames[kind], id);
}

/** What a target is called; null when it is gone. */
export async function nameTarget(ctx: Context, { workspaceId, kind, id }: ShownTarget): Promise<string | null> {
  return await ctx.reads.workspace(workspaceId, async (db) => {
    if (kind === "member") {
      const [user] = await db.select({ name: users.name }).from(users).where(eq(users.id, id));
      return user?.name ?? null;
    }
    const table = kind === "channel" ? channels : onCallSchedules;
    const [row] = await db
      .select({ name: table.name })
      .from(table)
      .where(and(eq(table.workspaceId, workspaceId), eq(table.id, id)));
    return row?.name ?? null;
  });
}
