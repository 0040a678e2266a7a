import { services } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow, changedFields, isUniqueViolation } from "../../workspaces/index.ts";
import { serviceUpdated } from "../events.ts";
import { keyTaken, refuseArchived } from "../refuse-archived.ts";
import type { Service } from "../service-ref.ts";
import { lockService } from "./lock-service.ts";
import { serviceFields } from "./service-fields.ts";

export const updateServiceInput = z.object({
  serviceId: z.uuid(),
  key: serviceFields.key.nullish().transform((value) => value ?? undefined),
  name: serviceFields.name.nullish().transform((value) => value ?? undefined),
  description: serviceFields.description.nullish().transform((value) => value ?? undefined),
  /** An empty text takes the owner away. */
  owner: serviceFields.owner.nullish().transform((owner) => (owner === "" ? null : (owner ?? undefined))),
  tier: serviceFields.tier.nullish().transform((value) => value ?? undefined),
});

export type UpdateServiceInput = z.input<typeof updateServiceInput>;

/**
 * Changes a service; what is left out stays.
 * @throws ConflictError when another one has the new key
 * @throws PreconditionError when it is archived
 */
export async function updateService(ctx: Context, input: UpdateServiceInput): Promise<Service> {
  const wish = parseInput(updateServiceInput, input);
  const { serviceId: id, ...fields } = wish;
  const permission = "services:write";
  const workspaceId = await authorizeRow(ctx, { table: services, id, permission, noun: "service" });
  return await transact(ctx, { workspaceId, verb: "updateService", input: wish }, async (tx) => {
    const known = await lockService(tx, workspaceId, id);
    refuseArchived(known, "service");
    const changes = changedFields(known, fields);
    if (!changes) return known;
    const [updated] = await tx
      .update(services)
      .set({ ...changes.after, updatedAt: ctx.app.clock.now() })
      .where(and(eq(services.workspaceId, workspaceId), eq(services.id, id)))
      .returning()
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? keyTaken("service", fields.key ?? "") : error;
      });
    const made = updated as Service;
    await recordEvent(tx, ctx, serviceUpdated, {
      workspaceId,
      subjectId: id,
      data: { key: made.key, name: made.name },
      ...changes,
    });
    return made;
  });
}
