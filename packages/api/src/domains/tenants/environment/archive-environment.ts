import { environments } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import type { Environment } from "../../workspaces/index.ts";
import { authorizeRow } from "../../workspaces/index.ts";
import { environmentArchived } from "../events.ts";
import { lockEnvironment } from "./lock-environment.ts";
import { refuseInUse } from "./refuse-in-use.ts";

export const archiveEnvironmentInput = z.object({ environmentId: z.uuid() });

export type ArchiveEnvironmentInput = z.input<typeof archiveEnvironmentInput>;

/** Archives an environment: it is kept with its history, and leaves the lists. Done twice it is harmless. */
export async function archiveEnvironment(ctx: Context, input: ArchiveEnvironmentInput): Promise<Environment> {
  const wish = parseInput(archiveEnvironmentInput, input);
  const { environmentId: id } = wish;
  const permission = "environments:write";
  const workspaceId = await authorizeRow(ctx, { table: environments, id, permission, noun: "environment" });
  return await transact(ctx, { workspaceId, verb: "archiveEnvironment", input: wish }, async (tx) => {
    const known = await lockEnvironment(tx, workspaceId, id);
    if (known.archivedAt) return known;
    await refuseInUse(tx, known);
    const archivedAt = ctx.app.clock.now();
    const [updated] = await tx
      .update(environments)
      .set({ archivedAt, updatedAt: ctx.app.clock.now() })
      .where(and(eq(environments.workspaceId, workspaceId), eq(environments.id, id)))
      .returning();
    await recordEvent(tx, ctx, environmentArchived, {
      workspaceId,
      subjectId: id,
      data: { key: known.key, name: known.name },
      before: { archivedAt: null },
      after: { archivedAt: archivedAt.toISOString() },
    });
    return updated as Environment;
  });
}
