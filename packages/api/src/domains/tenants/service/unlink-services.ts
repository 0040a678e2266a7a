import { serviceDependencies, services } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../../workspaces/index.ts";
import { serviceUnlinked } from "../events.ts";
import type { Service } from "../service-ref.ts";
import { requireServices } from "./link-services.ts";
import { lockDependencies } from "./lock-dependencies.ts";

export const unlinkServicesInput = z.object({ serviceId: z.uuid(), dependsOnId: z.uuid() });

export type UnlinkServicesInput = z.input<typeof unlinkServicesInput>;

/** Records that a service does not need another one any more. Done twice it is harmless. */
export async function unlinkServices(ctx: Context, input: UnlinkServicesInput): Promise<Service> {
  const wish = parseInput(unlinkServicesInput, input);
  const { serviceId: id, dependsOnId } = wish;
  const permission = "services:write";
  const workspaceId = await authorizeRow(ctx, { table: services, id, permission, noun: "service" });
  return await transact(ctx, { workspaceId, verb: "unlinkServices", input: wish }, async (tx) => {
    await lockDependencies(tx, workspaceId);
    const [service, dependsOn] = await requireServices(tx, workspaceId, [id, dependsOnId]);
    const removed = await tx
      .delete(serviceDependencies)
      .where(
        and(
          eq(serviceDependencies.workspaceId, workspaceId),
          eq(serviceDependencies.serviceId, id),
          eq(serviceDependencies.dependsOnId, dependsOnId),
        ),
      )
      .returning({ id: serviceDependencies.id });
    if (removed.length === 0) return service;
    await recordEvent(tx, ctx, serviceUnlinked, {
      workspaceId,
      subjectId: id,
      data: { key: service.key, dependsOnId, dependsOnKey: dependsOn.key },
      before: { dependsOn: dependsOn.key },
    });
    return service;
  });
}
