import { randomUUID } from "node:crypto";
import type { Db } from "@plumbline/db";
import { flagConfigurations, flags } from "@plumbline/db/schema";
import type { Rule } from "@plumbline/sdk/flags";
import type { Context } from "../../../service/context.ts";
import { changedFields } from "../../workspaces/index.ts";
import { configurationFieldNames } from "../configuration/configuration-fields.ts";
import { flagConfigurationChanged, flagKilled, flagRevived } from "../events.ts";
import type { FlagConfiguration } from "../flag-refs.ts";
import type { AppliedChange, FlagChangeEvent } from "./applied-change.ts";
import type { FlagChangeOf } from "./flag-change.ts";
import { ownConfiguration, ownFlag, refuseArchivedFlag, requireConfiguration, requireFlag } from "./own-rows.ts";
import { pickFields } from "./pick-fields.ts";
import { refuseOutdatedConfiguration } from "./refuse-outdated.ts";

/** Changes what a flag does in one environment; null when nothing changes. @throws ConflictError when somebody else changed it meanwhile */
export async function applyConfiguration(
  tx: Db,
  ctx: Context,
  workspaceId: string,
  { flagId, environmentId, expectedVersion, set }: FlagChangeOf<"configuration">,
): Promise<AppliedChange | null> {
  const flag = await requireFlag(tx, workspaceId, flagId);
  refuseArchivedFlag(flag);
  const known = await requireConfiguration(tx, workspaceId, flagId, environmentId);
  const now = ctx.app.clock.now();
  const { killedAt, ...wish } = writableConfiguration(set, now);
  const changes = changedFields(known, wish);
  if (!changes) return null;
  await refuseOutdatedConfiguration(tx, known, expectedVersion);
  const [row] = await tx
    .update(flagConfigurations)
    .set({
      ...changes.after,
      ...(changes.after.killed === undefined ? {} : { killedAt }),
      version: known.version + 1,
      updatedAt: now,
    })
    .where(ownConfiguration(workspaceId, flagId, environmentId))
    .returning();
  const number = flag.revision + 1;
  await tx.update(flags).set({ revision: number }).where(ownFlag(workspaceId, flagId));
  return {
    flagId,
    segmentId: null,
    environmentId,
    key: flag.key,
    name: flag.name,
    number,
    before: pickFields(known, configurationFieldNames),
    after: pickFields(row as FlagConfiguration, configurationFieldNames),
    event: eventOf(changes.after.killed),
    tenantId: null,
  };
}

function eventOf(killed: unknown): FlagChangeEvent {
  if (killed === undefined) return flagConfigurationChanged;
  return killed ? flagKilled : flagRevived;
}

/** A wish as the table's columns take it: new rules get an id. */
export function writableConfiguration({ rules, ...set }: FlagChangeOf<"configuration">["set"], now: Date) {
  const killedAt = set.killed ? now : null;
  if (!rules) return { ...set, ...(set.killed === undefined ? {} : { killedAt }) };
  const named = rules.map((rule): Rule => ({ ...rule, id: rule.id ?? randomUUID().slice(0, 8) }));
  return { ...set, rules: named, ...(set.killed === undefined ? {} : { killedAt }) };
}
