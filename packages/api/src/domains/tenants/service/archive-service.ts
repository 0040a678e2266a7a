import { services } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../../workspaces/index.ts";
import { serviceArchived } from "../events.ts";
import type { Service } from "../service-ref.ts";
import { lockService } from "./lock-service.ts";

export const archiveServiceInput = z.object({ serviceId: z.uuid() });

export type ArchiveServiceInput = z.input<typeof archiveServiceInput>;

/** Archives a service: it is kept with its history, and leaves the lists. Done twice it is harmless. */
export async function archiveService(ctx: Context, input: ArchiveServiceInput): Promise<Service> {
  const wish = parseInput(archiveServiceInput, input);
  const { serviceId: id } = wish;
  const permission = "services:write";
  const workspaceId = await authorizeRow(ctx, { table: services, id, permission, noun: "service" });
  return await transact(ctx, { workspaceId, verb: "archiveService", input: wish }, async (tx) => {
    const known = await lockService(tx, workspaceId, id);
    if (known.archivedAt) return known;
    const archivedAt = ctx.app.clock.now();
    const [updated] = await tx
      .update(services)
      .set({ archivedAt, updatedAt: ctx.app.clock.now() })
      .where(and(eq(services.workspaceId, workspaceId), eq(services.id, id)))
      .returning();
    await recordEvent(tx, ctx, serviceArchived, {
      workspaceId,
      subjectId: id,
      data: { key: known.key, name: known.name },
      before: { archivedAt: null },
      after: { archivedAt: archivedAt.toISOString() },
    });
    return updated as Service;
  });
}
