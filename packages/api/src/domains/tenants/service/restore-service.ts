import { services } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../../workspaces/index.ts";
import { serviceRestored } from "../events.ts";
import type { Service } from "../service-ref.ts";
import { lockService } from "./lock-service.ts";

export const restoreServiceInput = z.object({ serviceId: z.uuid() });

export type RestoreServiceInput = z.input<typeof restoreServiceInput>;

/** Takes a service back into use. Done twice it is harmless. */
export async function restoreService(ctx: Context, input: RestoreServiceInput): Promise<Service> {
  const wish = parseInput(restoreServiceInput, input);
  const { serviceId: id } = wish;
  const permission = "services:write";
  const workspaceId = await authorizeRow(ctx, { table: services, id, permission, noun: "service" });
  return await transact(ctx, { workspaceId, verb: "restoreService", input: wish }, async (tx) => {
    const known = await lockService(tx, workspaceId, id);
    if (!known.archivedAt) return known;
    const archivedAt = null;
    const [updated] = await tx
      .update(services)
      .set({ archivedAt, updatedAt: ctx.app.clock.now() })
      .where(and(eq(services.workspaceId, workspaceId), eq(services.id, id)))
      .returning();
    await recordEvent(tx, ctx, serviceRestored, {
      workspaceId,
      subjectId: id,
      data: { key: known.key, name: known.name },
      before: { archivedAt: known.archivedAt?.toISOString() ?? null },
      after: { archivedAt: null },
    });
    return updated as Service;
  });
}
