import { environments } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import type { Environment } from "../../workspaces/index.ts";
import { authorizeRow, changedFields, isUniqueViolation } from "../../workspaces/index.ts";
import { environmentUpdated } from "../events.ts";
import { keyTaken, refuseArchived } from "../refuse-archived.ts";
import { environmentFields } from "./environment-fields.ts";
import { lockEnvironment } from "./lock-environment.ts";

export const updateEnvironmentInput = z.object({
  environmentId: z.uuid(),
  key: environmentFields.key.nullish().transform((value) => value ?? undefined),
  name: environmentFields.name.nullish().transform((value) => value ?? undefined),
  kind: environmentFields.kind.nullish().transform((value) => value ?? undefined),
});

export type UpdateEnvironmentInput = z.input<typeof updateEnvironmentInput>;

/**
 * Changes an environment; what is left out stays.
 * @throws ConflictError when another one has the new key
 * @throws PreconditionError when it is archived
 */
export async function updateEnvironment(ctx: Context, input: UpdateEnvironmentInput): Promise<Environment> {
  const wish = parseInput(updateEnvironmentInput, input);
  const { environmentId: id, ...fields } = wish;
  const permission = "environments:write";
  const workspaceId = await authorizeRow(ctx, { table: environments, id, permission, noun: "environment" });
  return await transact(ctx, { workspaceId, verb: "updateEnvironment", input: wish }, async (tx) => {
    const known = await lockEnvironment(tx, workspaceId, id);
    refuseArchived(known, "environment");
    const changes = changedFields(known, fields);
    if (!changes) return known;
    const [updated] = await tx
      .update(environments)
      .set({ ...changes.after, updatedAt: ctx.app.clock.now() })
      .where(and(eq(environments.workspaceId, workspaceId), eq(environments.id, id)))
      .returning()
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? keyTaken("environment", fields.key ?? "") : error;
      });
    const made = updated as Environment;
    await recordEvent(tx, ctx, environmentUpdated, {
      workspaceId,
      subjectId: id,
      data: { key: made.key, name: made.name, kind: made.kind },
      ...changes,
    });
    return made;
  });
}
