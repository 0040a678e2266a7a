import type { Db } from "@plumbline/db";
import { flagChangeRequests } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { describeActor } from "../../../service/actor.ts";
import { accessTo } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { ForbiddenError, PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow, unknownRow } from "../../workspaces/index.ts";
import { changeFlags } from "../change/change-flags.ts";
import { flagChange } from "../change/flag-change.ts";
import { refuseOtherEnvironment } from "../change/refuse-other-environment.ts";
import { neededReason, reasonInput } from "../flag/name-input.ts";
import type { FlagChangeRequest } from "../flag-refs.ts";
import { planScheduledChange } from "../scheduled/plan-scheduled-change.ts";
import { personBehind, sharesClientWith } from "./person-behind.ts";
import { recordRequest } from "./record-request.ts";
import { applySettings, settingsIn } from "./settings-change.ts";

const approveFlagChangeInput = z.object({
  requestId: z.uuid(),
  comment: reasonInput.nullish().transform((comment) => comment || null),
});

export type ApproveFlagChangeInput = z.input<typeof approveFlagChangeInput>;

/**
 * Approves what another member asked for: it is done at once, or at its time.
 * @throws ForbiddenError for who asked for it, also by an API key that they made, and for API keys
 * @throws ConflictError when it was changed since it was asked for: it says by whom
 */
export async function approveFlagChange(ctx: Context, input: ApproveFlagChangeInput): Promise<FlagChangeRequest> {
  const wish = parseInput(approveFlagChangeInput, input);
  const workspaceId = await authorizeRequest(ctx, wish.requestId);
  return await transact(ctx, { workspaceId, verb: "approveFlagChange", input: wish }, async (tx) => {
    const request = await lockPending(tx, ctx, workspaceId, wish.requestId);
    await refuseOwn(tx, ctx, request);
    const { reason, requestedByName, applyAt } = request;
    const why = `${reason} (asked for by ${requestedByName}, approved by ${describeActor(ctx.actor).actorName})`;
    const approved = await decide(tx, ctx, request, { state: "approved", comment: wish.comment });
    await recordRequest(tx, ctx, approved, "approved", await sharesClientWith(ctx, request));
    const settings = settingsIn(request);
    if (settings) {
      await applySettings(tx, ctx, { workspaceId, environmentId: settings.environmentId, reason: why });
      return approved;
    }
    const change = expecting(request);
    if (applyAt && applyAt > ctx.app.clock.now())
      await planScheduledChange(tx, ctx, { workspaceId, change, reason: why, applyAt, request });
    else await changeFlags(tx, ctx, { workspaceId, changes: [change], reason: why, approved: true });
    return approved;
  });
}

const rejectFlagChangeInput = z.object({ requestId: z.uuid(), comment: neededReason });

export type RejectFlagChangeInput = z.input<typeof rejectFlagChangeInput>;

/** Says no to what another member asked for, and why. */
export async function rejectFlagChange(ctx: Context, input: RejectFlagChangeInput): Promise<FlagChangeRequest> {
  const wish = parseInput(rejectFlagChangeInput, input);
  const workspaceId = await authorizeRequest(ctx, wish.requestId);
  return await transact(ctx, { workspaceId, verb: "rejectFlagChange", input: wish }, async (tx) => {
    const request = await lockPending(tx, ctx, workspaceId, wish.requestId);
    const rejected = await decide(tx, ctx, request, { state: "rejected", comment: wish.comment });
    await recordRequest(tx, ctx, rejected, "rejected");
    return rejected;
  });
}

const withdrawFlagChangeInput = z.object({ requestId: z.uuid() });

export type WithdrawFlagChangeInput = z.input<typeof withdrawFlagChangeInput>;

/** Takes back what one asked for oneself. @throws ForbiddenError for everybody else, who may reject it */
export async function withdrawFlagChange(ctx: Context, input: WithdrawFlagChangeInput): Promise<FlagChangeRequest> {
  const wish = parseInput(withdrawFlagChangeInput, input);
  const workspaceId = await authorizeRequest(ctx, wish.requestId);
  return await transact(ctx, { workspaceId, verb: "withdrawFlagChange", input: wish }, async (tx) => {
    const request = await lockPending(tx, ctx, workspaceId, wish.requestId);
    if (!isOwn(ctx, request))
      throw new ForbiddenError(
        "flags:write",
        `${request.requestedByName} asked for this change.`,
        "Reject it instead.",
      );
    const withdrawn = await decide(tx, ctx, request, { state: "withdrawn", comment: null });
    await recordRequest(tx, ctx, withdrawn, "withdrawn");
    return withdrawn;
  });
}

async function authorizeRequest(ctx: Context, id: string): Promise<string> {
  const noun = "change request";
  return await authorizeRow(ctx, { table: flagChangeRequests, id, permission: "flags:write", noun });
}

async function lockPending(tx: Db, ctx: Context, workspaceId: string, id: string): Promise<FlagChangeRequest> {
  const [request] = await tx.select().from(flagChangeRequests).where(own(workspaceId, id)).for("update");
  if (!request) throw unknownRow("change request");
  refuseOtherEnvironment(ctx, request.environmentId ? [request.environmentId] : null);
  if (request.state === "pending") return request;
  const who = request.decidedByName ?? "Somebody";
  throw new PreconditionError(`${who} has ${request.state} this change already.`, "Ask for another one.");
}

function own(workspaceId: string, id: string) {
  return and(eq(flagChangeRequests.workspaceId, workspaceId), eq(flagChangeRequests.id, id));
}

function isOwn({ actor }: Context, { requestedByType, requestedById }: FlagChangeRequest): boolean {
  const { actorType, actorId } = describeActor(actor);
  return actorType === requestedByType && actorId === requestedById;
}

/**
 * Four eyes: a person other than the one who asked, also by an API key that they made. Whoever holds a key may have asked by it: what
 * it asks for is decided by those who answer for the workspace's keys.
 */
async function refuseOwn(tx: Db, ctx: Context, request: FlagChangeRequest): Promise<void> {
  if (ctx.actor.type !== "user")
    throw new ForbiddenError("flags:write", "Only a member can approve a change.", "Sign in, then approve it.");
  if (isOwn(ctx, request))
    throw new ForbiddenError("flags:write", "You asked for this change yourself.", "Ask another member to approve it.");
  if ((await personBehind(tx, request)) === ctx.actor.userId)
    throw new ForbiddenError(
      "flags:write",
      `${request.requestedByName} asked for this change, an API key that you made.`,
      "Ask another member to approve it.",
    );
  if (request.requestedByType === "api_key" && !(await accessTo(ctx, request.workspaceId))?.allows("api_keys:write"))
    throw new ForbiddenError(
      "api_keys:write",
      `${request.requestedByName} asked for this change, an API key: who holds it may be you.`,
      "Ask an owner or admin to approve it.",
    );
}

/** The change, refused when it is about another version than its maker saw. */
function expecting({ change, baseVersion }: FlagChangeRequest) {
  const stored = flagChange.parse(change);
  const versioned = stored.kind === "configuration" || stored.kind === "flag" || stored.kind === "segment";
  return versioned ? { ...stored, expectedVersion: baseVersion } : stored;
}

async function decide(
  tx: Db,
  ctx: Context,
  { workspaceId, id }: FlagChangeRequest,
  fields: Pick<FlagChangeRequest, "state" | "comment">,
): Promise<FlagChangeRequest> {
  const now = ctx.app.clock.now();
  const decidedByName = describeActor(ctx.actor).actorName;
  const [request] = await tx
    .update(flagChangeRequests)
    .set({ ...fields, decidedByName, decidedAt: now, updatedAt: now })
    .where(own(workspaceId, id))
    .returning();
  return request as FlagChangeRequest;
}
