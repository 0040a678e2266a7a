import type { Db } from "@plumbline/db";
import type { SnapshotDelta } from "@plumbline/sdk/flags";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import type { FeatureKey } from "../../../service/features.ts";
import { loadDefinitions } from "../change/load-definitions.ts";
import { changedFlags } from "../delivery/changed-flags.ts";
import { isPlatformKey } from "./platform-key.ts";

/**
 * Plumbline's own flags by which others see what was done: the audit log's export, and the mails that tell owners and admins of
 * roles, deletion and approval. Who may change flags may be the one who is looked at.
 */
const guarding: ReadonlySet<string> = new Set<FeatureKey>(["plumbline.audit-export", "plumbline.notice-mails"]);

export interface GuardedChange {
  workspaceId: string;
  environmentId: string;
  /** What the environment's flags would answer otherwise, Plumbline's own with them. */
  delta: SnapshotDelta;
}

/**
 * Lets a change of what a guarding flag answers pass for those who may make it, also one of a segment or a flag that it asks.
 * @throws ForbiddenError for others
 */
export async function authorizeGuarding(
  tx: Db,
  ctx: Context,
  { workspaceId, environmentId, delta: { upserts } }: GuardedChange,
): Promise<void> {
  const touched = new Set(upserts.flags.map(({ key }) => key).filter(isPlatformKey));
  if (touched.size === 0 && upserts.segments.length === 0) return;
  const wanted = { workspaceId, environmentIds: [environmentId], platform: "only" as const };
  const flags = (await loadDefinitions(tx, wanted)).get(environmentId) ?? [];
  const place = { version: 0, environment: environmentId };
  const changed = changedFlags(
    { ...place, flags: flags.filter(({ key }) => !touched.has(key)), segments: [] },
    { ...place, flags, segments: upserts.segments },
  );
  for (const key of changed) await authorizeFlagKey(ctx, workspaceId, key);
}

/** @throws ForbiddenError for a guarding flag, unless the actor may change those */
export async function authorizeFlagKey(ctx: Context, workspaceId: string, key: string): Promise<void> {
  if (guarding.has(key)) await authorize(ctx, workspaceId, "guarding_flags:write");
}
