import { driftCandidates } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { defineReaction } from "../../../outbox/define-reaction.ts";
import { transact } from "../../../service/transact.ts";
import { decideCandidate, lockCandidate } from "../candidate/decide-candidate.ts";
import { dismissReasons } from "../candidate/dismiss-words.ts";
import { acceptAction, dismissAction } from "../candidate/drift-message.ts";

const pressed = z.object({ actionId: z.string(), value: z.string(), by: z.object({ name: z.string() }) });
const reasons = z.enum(dismissReasons);

/** The buttons under a candidate's message, wherever it stands: pressed there, it is decided here. */
export const onActionPressed = defineReaction({
  name: "documents.decide-by-button",
  description: "Accepts or dismisses a drift candidate whose button was pressed, and has the message say who did.",
  on: ["notification.action_pressed"],
  async run(ctx, { workspaceId, data }) {
    const { actionId, value, by } = pressed.parse(data);
    const reason = reasons.safeParse(actionId.startsWith(dismissAction) ? actionId.slice(dismissAction.length) : null);
    if (actionId !== acceptAction && !reason.success) return;
    const id = value;
    if (!z.uuid().safeParse(id).success) return;
    await transact(ctx, { workspaceId, verb: "decideByButton", input: null }, async (tx) => {
      const [known] = await tx
        .select({ state: driftCandidates.state })
        .from(driftCandidates)
        .where(and(eq(driftCandidates.workspaceId, workspaceId), eq(driftCandidates.id, id)));
      // Decided or fixed meanwhile: the message says so already.
      if (known?.state !== "open") return;
      const candidate = await lockCandidate(tx, workspaceId, id);
      if (candidate.state !== "open") return;
      const verdict = reason.success
        ? { state: "dismissed" as const, by: by.name, reason: reason.data }
        : { state: "accepted" as const, by: by.name };
      await decideCandidate(tx, ctx, candidate, verdict);
    });
  },
});
