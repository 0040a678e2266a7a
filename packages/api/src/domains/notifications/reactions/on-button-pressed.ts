import { OutboundError } from "../../../outbound/index.ts";
import { defineReaction } from "../../../outbox/define-reaction.ts";
import type { RecordedEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { type PressAtIntegration, readPress } from "../../integrations/index.ts";
import { pressAction } from "../press-action.ts";

/** Judges a pressed button, and tells the person alone when it was not taken. */
export const onButtonPressed = defineReaction({
  name: "notifications.press-button",
  description: "Lets a button in a message act when the person who pressed it is a member with the right to.",
  on: ["delivery.button_pressed"],
  run: pressButton,
});

async function pressButton(ctx: Context, event: RecordedEvent): Promise<void> {
  const pressed = await readPress(ctx, event.workspaceId, event.subjectId);
  if (!pressed) return;
  const verdict = await pressAction(ctx, event.workspaceId, pressed);
  if (!verdict.taken) await answerPrivately(ctx, pressed, verdict.refusal);
}

/** The address is good for half an hour and a few answers; who cannot be told now is not told later. */
async function answerPrivately(ctx: Context, { press, provider }: PressAtIntegration, text: string): Promise<void> {
  if (!press.answerUrl || !provider.buttons) return;
  try {
    await ctx.app.outbound.request(press.answerUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(provider.buttons.privateAnswer(text)),
      attempts: 3,
      maxRedirects: 0,
      purpose: `${provider.slug}: answer to a pressed button`,
    });
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    ctx.app.log.warn({ err: error }, "The person who pressed a button could not be told why nothing happened.");
  }
}
