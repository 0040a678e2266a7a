import { randomBytes } from "node:crypto";
import type { Db } from "@plumbline/db";
import { environments, flagConfigurations, flags } from "@plumbline/db/schema";
import { eq } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { ConflictError } from "../../../service/errors.ts";
import { changedFields } from "../../workspaces/index.ts";
import { flagArchived, flagCreated, flagRestored, flagUpdated } from "../events.ts";
import { flagFieldNames } from "../flag/flag-fields.ts";
import { refuseNeeded } from "../flag/refuse-needed.ts";
import type { Flag } from "../flag-refs.ts";
import type { AppliedChange, FlagChangeEvent } from "./applied-change.ts";
import { writableConfiguration } from "./apply-configuration.ts";
import type { FlagChangeOf } from "./flag-change.ts";
import { ownFlag, refuseArchivedFlag, requireFlag } from "./own-rows.ts";
import { pickFields } from "./pick-fields.ts";
import { refuseOutdatedFlag } from "./refuse-outdated.ts";

/** The salt of a flag that brings none of its own. */
export function makeSalt(): string {
  return randomBytes(8).toString("hex");
}

/** Writes a new flag with what it does in every environment, archived ones too. @throws ConflictError when the key is taken */
export async function applyNewFlag(
  tx: Db,
  ctx: Context,
  workspaceId: string,
  { fields, configurations = [] }: FlagChangeOf<"newFlag">,
): Promise<AppliedChange> {
  const now = ctx.app.clock.now();
  const { reviewAt, ...rest } = fields;
  const [flag] = await tx
    .insert(flags)
    .values({ ...rest, workspaceId, reviewAt: reviewAt ? new Date(reviewAt) : null, createdAt: now, updatedAt: now })
    .onConflictDoNothing({ target: [flags.workspaceId, flags.key] })
    .returning();
  if (!flag)
    throw new ConflictError(
      `The workspace has a flag ${fields.key} already.`,
      "Choose another key, or change that one.",
    );
  const everywhere = await tx
    .select({ id: environments.id })
    .from(environments)
    .where(eq(environments.workspaceId, workspaceId));
  const wished = new Map(configurations.map(({ environmentId, set }) => [environmentId, set]));
  const rows = everywhere.map(({ id: environmentId }) => ({
    workspaceId,
    flagId: flag.id,
    environmentId,
    serve: fields.initialServe,
    defaultVariant: fields.initialDefault,
    createdAt: now,
    updatedAt: now,
    ...writableConfiguration(wished.get(environmentId) ?? {}, now),
  }));
  if (rows.length > 0) await tx.insert(flagConfigurations).values(rows);
  return {
    ...outline(flag),
    number: flag.revision,
    before: null,
    after: pickFields(flag, flagFieldNames),
    event: flagCreated,
  };
}

/** Changes what holds everywhere; null when nothing changes. @throws ConflictError when somebody else changed it meanwhile */
export async function applyFlag(
  tx: Db,
  ctx: Context,
  workspaceId: string,
  { flagId, expectedVersion, set }: FlagChangeOf<"flag">,
): Promise<AppliedChange | null> {
  const known = await requireFlag(tx, workspaceId, flagId);
  if (!set.state) refuseArchivedFlag(known);
  const { reviewAt, ...rest } = set;
  const wish = { ...rest, ...(reviewAt === undefined ? {} : { reviewAt: reviewAt ? new Date(reviewAt) : null }) };
  const changes = changedFields(known, wish);
  if (!changes) return null;
  await refuseOutdatedFlag(tx, known, expectedVersion);
  if (set.state === "archived") await refuseNeeded(tx, known);
  const now = ctx.app.clock.now();
  const archivedAt = set.state && { archivedAt: set.state === "archived" ? now : null };
  const staleReason = set.state && set.state !== "stale" ? { staleReason: null } : {};
  const [flag] = await tx
    .update(flags)
    .set({ ...changes.after, ...archivedAt, ...staleReason, revision: known.revision + 1, updatedAt: now })
    .where(ownFlag(workspaceId, flagId))
    .returning();
  return {
    ...outline(flag as Flag),
    number: known.revision + 1,
    before: pickFields(known, flagFieldNames),
    after: pickFields(flag as Flag, flagFieldNames),
    event: eventOf(known, flag as Flag),
  };
}

function eventOf(before: Flag, after: Flag): FlagChangeEvent {
  if (before.state === after.state) return flagUpdated;
  if (after.state === "archived") return flagArchived;
  return before.state === "archived" ? flagRestored : flagUpdated;
}

function outline({ id, key, name }: Flag) {
  return { flagId: id, segmentId: null, environmentId: null, key, name, tenantId: null };
}
