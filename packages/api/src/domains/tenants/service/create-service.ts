import { services } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { serviceCreated } from "../events.ts";
import { keyTaken } from "../refuse-archived.ts";
import type { Service } from "../service-ref.ts";
import { serviceFields } from "./service-fields.ts";

export const createServiceInput = z.object({
  workspaceId: z.uuid(),
  key: serviceFields.key,
  name: serviceFields.name,
  description: serviceFields.description.nullish().transform((text) => text ?? ""),
  owner: serviceFields.owner.nullish().transform((owner) => owner || null),
  tier: serviceFields.tier.nullish().transform((tier) => tier ?? 3),
});

export type CreateServiceInput = z.input<typeof createServiceInput>;

/**
 * Adds a service.
 * @throws ConflictError when the workspace has one of that key
 */
export async function createService(ctx: Context, input: CreateServiceInput): Promise<Service> {
  await authorize(ctx, input.workspaceId, "services:write");
  const wish = parseInput(createServiceInput, input);
  const { workspaceId, ...fields } = wish;
  return await transact(ctx, { workspaceId, verb: "createService", input: wish }, async (tx) => {
    const now = ctx.app.clock.now();
    const [made] = await tx
      .insert(services)
      .values({ ...wish, createdAt: now, updatedAt: now })
      .onConflictDoNothing({ target: [services.workspaceId, services.key] })
      .returning();
    if (!made) throw keyTaken("service", wish.key);
    await recordEvent(tx, ctx, serviceCreated, {
      workspaceId,
      subjectId: made.id,
      data: { key: made.key, name: made.name },
      after: fields,
    });
    return made;
  });
}
