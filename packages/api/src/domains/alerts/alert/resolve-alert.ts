import { z } from "zod";
import { describeActor } from "../../../service/actor.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { groupKeyOf } from "../evaluation/group.ts";
import { forgetWindows } from "../evaluation/window-store.ts";
import type { Alert } from "./alert-ref.ts";
import { closeAlert } from "./close-alert.ts";
import { authorizeAlert, lockAlert } from "./require-alert.ts";

export const resolveAlertInput = z.object({
  alertId: z.uuid(),
  /** Why it is over, for the others. */
  cause: z.string().trim().min(1, "must say why it is over.").max(1000),
});

export type ResolveAlertInput = z.input<typeof resolveAlertInput>;

/** Ends an alert by hand. Its rule counts anew from nothing: what still goes on opens it again. Done twice it is harmless. */
export async function resolveAlert(ctx: Context, input: ResolveAlertInput): Promise<Alert> {
  const wish = parseInput(resolveAlertInput, input);
  const workspaceId = await authorizeAlert(ctx, wish.alertId);
  return await transact(ctx, { workspaceId, verb: "resolveAlert", input: wish }, async (tx) => {
    const alert = await lockAlert(tx, workspaceId, wish.alertId);
    if (alert.state === "resolved") return alert;
    if (alert.ruleId) await forgetWindows(tx, workspaceId, alert.ruleId, groupKeyOf(alert.labels));
    const cause = `${describeActor(ctx.actor).actorName}: ${wish.cause}`;
    return await closeAlert(tx, ctx, alert, { by: "hand", cause, at: ctx.app.clock.now() });
  });
}
