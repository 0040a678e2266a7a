import { z } from "zod";
import { describeActor } from "../../../service/actor.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import type { Alert } from "./alert-ref.ts";
import { markAcknowledged } from "./mark-acknowledged.ts";
import { authorizeAlert, lockAlert } from "./require-alert.ts";

export const acknowledgeAlertInput = z.object({
  alertId: z.uuid(),
  /** What is being done, for the others. */
  comment: z
    .string()
    .trim()
    .max(1000)
    .nullish()
    .transform((comment) => comment ?? ""),
});

export type AcknowledgeAlertInput = z.input<typeof acknowledgeAlertInput>;

/**
 * Says that one takes care of an alert: it escalates no further. Acknowledged already, it stays with whoever was first.
 * @throws PreconditionError when it is over
 */
export async function acknowledgeAlert(ctx: Context, input: AcknowledgeAlertInput): Promise<Alert> {
  const wish = parseInput(acknowledgeAlertInput, input);
  const workspaceId = await authorizeAlert(ctx, wish.alertId);
  return await transact(ctx, { workspaceId, verb: "acknowledgeAlert", input: wish }, async (tx) => {
    const alert = await lockAlert(tx, workspaceId, wish.alertId);
    if (alert.state === "resolved")
      throw new PreconditionError(`“${alert.title}” is over: ${alert.resolveCause}`, "There is nothing left to do.");
    const by = describeActor(ctx.actor).actorName;
    return await markAcknowledged(tx, ctx, alert, { by, comment: wish.comment });
  });
}
