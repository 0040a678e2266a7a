import type { Db } from "@plumbline/db";
import { flagEnvironments } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { lockEnvironments } from "../change/lock-environments.ts";
import { flagEnvironmentSettingsChanged } from "../events.ts";
import type { FlagEnvironment } from "../flag-refs.ts";

export interface WriteApprovalOptions {
  workspaceId: string;
  environmentId: string;
  requiresApproval: boolean;
  /** Why it is switched off; null when it is switched on. */
  reason: string | null;
}

/** Switches approval on or off and records it; who may is the caller's to know. What is so already leaves no trace. */
export async function writeApproval(
  tx: Db,
  ctx: Context,
  { workspaceId, environmentId, requiresApproval, reason }: WriteApprovalOptions,
): Promise<FlagEnvironment> {
  const [environment] = await lockEnvironments(tx, workspaceId, [environmentId]);
  const own = and(eq(flagEnvironments.workspaceId, workspaceId), eq(flagEnvironments.environmentId, environmentId));
  if (environment?.requiresApproval === requiresApproval) {
    const [known] = await tx.select().from(flagEnvironments).where(own);
    return known as FlagEnvironment;
  }
  const [changed] = await tx
    .update(flagEnvironments)
    .set({ requiresApproval, updatedAt: ctx.app.clock.now() })
    .where(own)
    .returning();
  const row = changed as FlagEnvironment;
  await recordEvent(tx, ctx, flagEnvironmentSettingsChanged, {
    workspaceId,
    subjectId: row.id,
    data: { environmentId, environment: environment?.key ?? "", requiresApproval, reason },
    before: { requiresApproval: !requiresApproval },
    after: { requiresApproval },
  });
  return row;
}
