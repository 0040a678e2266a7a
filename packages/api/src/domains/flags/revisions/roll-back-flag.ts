import type { Db } from "@plumbline/db";
import { flagRevisions } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow, unknownRow } from "../../workspaces/index.ts";
import { changeFlags } from "../change/change-flags.ts";
import type { FlagChange } from "../change/flag-change.ts";
import { requireFlag } from "../change/own-rows.ts";
import { configurationPatch } from "../configuration/configuration-fields.ts";
import { flagPatch } from "../flag/flag-fields.ts";
import { neededReason } from "../flag/name-input.ts";
import { refusePlatform } from "../flag/refuse-platform.ts";
import type { Flag, FlagRevision } from "../flag-refs.ts";

export const rollBackFlagInput = z.object({
  /** It is made again as it was after this revision. */
  revisionId: z.uuid(),
  reason: neededReason,
});

export type RollBackFlagInput = z.input<typeof rollBackFlagInput>;

/**
 * Makes a flag what it was after one of its revisions: in the revision's environment, or what holds everywhere. A kill stays, and
 * so do overrides and the state in its life. It is a new revision like any other.
 * @throws InvalidInputError when what it was cannot be evaluated any more: it says why
 * @throws PreconditionError for a revision of overrides, which are set and removed one by one
 */
export async function rollBackFlag(ctx: Context, input: RollBackFlagInput): Promise<Flag> {
  const wish = parseInput(rollBackFlagInput, input);
  const { revisionId: id, reason } = wish;
  const noun = "revision";
  const workspaceId = await authorizeRow(ctx, { table: flagRevisions, id, permission: "flags:write", noun });
  return await transact(ctx, { workspaceId, verb: "rollBackFlag", input: wish }, async (tx) => {
    const revision = await requireRevision(tx, workspaceId, id);
    const changes = [await rollbackChange(tx, revision)];
    const why = `Back to revision ${revision.number}: ${reason}`;
    await changeFlags(tx, ctx, { workspaceId, changes, reason: why });
    return await requireFlag(tx, workspaceId, revision.flagId ?? "");
  });
}

/** @throws NotFoundError when it is not there */
export async function requireRevision(tx: Db, workspaceId: string, id: string): Promise<FlagRevision> {
  const [revision] = await tx
    .select()
    .from(flagRevisions)
    .where(and(eq(flagRevisions.workspaceId, workspaceId), eq(flagRevisions.id, id)));
  if (!revision) throw unknownRow("revision");
  return revision;
}

/** The change that leads back to a revision. */
export async function rollbackChange(tx: Db, revision: FlagRevision): Promise<FlagChange> {
  const { workspaceId, flagId, environmentId, after, number } = revision;
  if (!flagId || "overrides" in after)
    throw new PreconditionError(
      `Revision ${number} is not of what a flag does.`,
      flagId ? "Set or remove the override instead." : "Update the segment instead.",
    );
  if (environmentId) {
    const { killed: _, killReason: __, ...set } = after;
    return { kind: "configuration", flagId, environmentId, set: configurationPatch.parse(set) };
  }
  refusePlatform(await requireFlag(tx, workspaceId, flagId), ["variants"]);
  const { state: _, staleReason: __, ...set } = after;
  return { kind: "flag", flagId, set: flagPatch.parse(set) };
}
