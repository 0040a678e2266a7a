import { environments } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import type { Environment } from "../../workspaces/index.ts";
import { environmentCreated } from "../events.ts";
import { keyTaken } from "../refuse-archived.ts";
import { environmentFields } from "./environment-fields.ts";

export const createEnvironmentInput = z.object({
  workspaceId: z.uuid(),
  key: environmentFields.key,
  name: environmentFields.name,
  kind: environmentFields.kind,
});

export type CreateEnvironmentInput = z.input<typeof createEnvironmentInput>;

/**
 * Adds an environment.
 * @throws ConflictError when the workspace has one of that key
 */
export async function createEnvironment(ctx: Context, input: CreateEnvironmentInput): Promise<Environment> {
  await authorize(ctx, input.workspaceId, "environments:write");
  const wish = parseInput(createEnvironmentInput, input);
  const { workspaceId, ...fields } = wish;
  return await transact(ctx, { workspaceId, verb: "createEnvironment", input: wish }, async (tx) => {
    const now = ctx.app.clock.now();
    const [made] = await tx
      .insert(environments)
      .values({ ...wish, createdAt: now, updatedAt: now })
      .onConflictDoNothing({ target: [environments.workspaceId, environments.key] })
      .returning();
    if (!made) throw keyTaken("environment", wish.key);
    await recordEvent(tx, ctx, environmentCreated, {
      workspaceId,
      subjectId: made.id,
      data: { key: made.key, name: made.name, kind: made.kind },
      after: fields,
    });
    return made;
  });
}
