import type { Db } from "@plumbline/db";
import { z } from "zod";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError, PreconditionError } from "../../../service/errors.ts";
import { lockEnvironments } from "../change/lock-environments.ts";
import type { FlagChangeRequest } from "../flag-refs.ts";
import { writeApproval } from "../settings/write-approval.ts";

/** The settings of an environment that need a second member: changes would be made alone. */
export const settingsWish = z.object({
  environmentId: z.uuid(),
  requiresApproval: z
    .boolean()
    .refine((on) => !on, "Only switching it off is asked for; setFlagEnvironmentSettings switches it on."),
});

/** As a request keeps it, beside the changes of flags. */
const settingsChange = z.strictObject({ kind: z.literal("settings"), ...settingsWish.shape });

export type SettingsChange = z.infer<typeof settingsChange>;

/** What a request for settings asks for; null for one about a flag or a segment. */
export function settingsIn({ change }: FlagChangeRequest): SettingsChange | null {
  return change.kind === "settings" ? settingsChange.parse(change) : null;
}

/**
 * What a request for settings keeps. Asking needs the right to choose them; approving, as for every change, the right to change flags.
 * @throws ForbiddenError without `flag_settings:write`
 * @throws PreconditionError when changes need no approval there
 */
export async function planSettings(
  tx: Db,
  ctx: Context,
  {
    workspaceId,
    settings,
    applyAt,
  }: { workspaceId: string; settings: z.output<typeof settingsWish>; applyAt: Date | null },
) {
  await authorize(ctx, workspaceId, "flag_settings:write");
  if (applyAt)
    throw new InvalidInputError([
      { path: ["applyAt"], message: "Settings take effect when they are approved; leave the time out." },
    ]);
  await requireOn(tx, workspaceId, settings.environmentId);
  const change: SettingsChange = { kind: "settings", ...settings };
  return {
    flagId: null,
    segmentId: null,
    environmentId: settings.environmentId,
    change,
    changed: ["requiresApproval"],
    before: { requiresApproval: true },
    after: { requiresApproval: false },
    baseVersion: 0,
  };
}

/** Does what was approved. @throws PreconditionError when it was done meanwhile */
export async function applySettings(
  tx: Db,
  ctx: Context,
  { workspaceId, environmentId, reason }: { workspaceId: string; environmentId: string; reason: string },
): Promise<void> {
  await requireOn(tx, workspaceId, environmentId);
  await writeApproval(tx, ctx, { workspaceId, environmentId, requiresApproval: false, reason });
}

async function requireOn(tx: Db, workspaceId: string, environmentId: string): Promise<void> {
  const [environment] = await lockEnvironments(tx, workspaceId, [environmentId]);
  if (environment?.requiresApproval) return;
  throw new PreconditionError(
    `Changes of flags in ${environment?.key ?? "this environment"} need nobody's approval already.`,
    "There is nothing to approve: withdraw the request, or make none.",
  );
}
