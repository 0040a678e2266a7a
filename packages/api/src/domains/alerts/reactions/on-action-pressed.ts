import { alerts } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { defineReaction } from "../../../outbox/define-reaction.ts";
import { transact } from "../../../service/transact.ts";
import { markAcknowledged } from "../alert/mark-acknowledged.ts";
import { lockEvaluator } from "../evaluation/lock-evaluator.ts";
import { acknowledgeAction } from "../routes/alert-message.ts";

const pressed = z.object({ actionId: z.string(), value: z.string(), by: z.object({ name: z.string() }) });

/** The button under an alert's message, wherever it stands: pressed there, it is acknowledged here. */
export const onActionPressed = defineReaction({
  name: "alerts.acknowledge-by-button",
  description: "Acknowledges an alert whose button was pressed in a message, and has the message say who did.",
  on: ["notification.action_pressed"],
  async run(ctx, event) {
    const { actionId, value, by } = pressed.parse(event.data);
    if (actionId !== acknowledgeAction || !z.uuid().safeParse(value).success) return;
    const { workspaceId } = event;
    await transact(ctx, { workspaceId, verb: "acknowledgeByButton", input: null }, async (tx) => {
      await lockEvaluator(tx, workspaceId);
      const own = and(eq(alerts.workspaceId, workspaceId), eq(alerts.id, value));
      const [alert] = await tx.select().from(alerts).where(own).for("update");
      if (alert) await markAcknowledged(tx, ctx, alert, { by: by.name, comment: "" });
    });
  },
});
