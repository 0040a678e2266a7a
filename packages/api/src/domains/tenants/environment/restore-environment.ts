import { environments } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import type { Environment } from "../../workspaces/index.ts";
import { authorizeRow } from "../../workspaces/index.ts";
import { environmentRestored } from "../events.ts";
import { lockEnvironment } from "./lock-environment.ts";

export const restoreEnvironmentInput = z.object({ environmentId: z.uuid() });

export type RestoreEnvironmentInput = z.input<typeof restoreEnvironmentInput>;

/** Takes an environment back into use. Done twice it is harmless. */
export async function restoreEnvironment(ctx: Context, input: RestoreEnvironmentInput): Promise<Environment> {
  const wish = parseInput(restoreEnvironmentInput, input);
  const { environmentId: id } = wish;
  const permission = "environments:write";
  const workspaceId = await authorizeRow(ctx, { table: environments, id, permission, noun: "environment" });
  return await transact(ctx, { workspaceId, verb: "restoreEnvironment", input: wish }, async (tx) => {
    const known = await lockEnvironment(tx, workspaceId, id);
    if (!known.archivedAt) return known;
    const archivedAt = null;
    const [updated] = await tx
      .update(environments)
      .set({ archivedAt, updatedAt: ctx.app.clock.now() })
      .where(and(eq(environments.workspaceId, workspaceId), eq(environments.id, id)))
      .returning();
    await recordEvent(tx, ctx, environmentRestored, {
      workspaceId,
      subjectId: id,
      data: { key: known.key, name: known.name },
      before: { archivedAt: known.archivedAt?.toISOString() ?? null },
      after: { archivedAt: null },
    });
    return updated as Environment;
  });
}
