import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { logRedactionSwitched } from "../events.ts";
import { forgetLogSettings } from "../limits/log-settings-of.ts";
import { type ShownLogSettings, showLogSettings } from "../limits/show-log-settings.ts";
import { lockLogSettings, writeLogSettings } from "../limits/write-log-settings.ts";
import { builtInRules } from "./built-in-rules.ts";

export const switchLogRedactionInput = z.object({
  workspaceId: z.uuid(),
  rule: z.enum(builtInRules),
  enabled: z.boolean(),
});

export type SwitchLogRedactionInput = z.input<typeof switchLogRedactionInput>;

/** Switches a built-in rule on or off for the workspace. */
export async function switchLogRedaction(ctx: Context, input: SwitchLogRedactionInput): Promise<ShownLogSettings> {
  await authorize(ctx, input.workspaceId, "logs:settings");
  const wish = parseInput(switchLogRedactionInput, input);
  const { workspaceId, rule, enabled } = wish;
  await transact(ctx, { workspaceId, verb: "switchLogRedaction", input: wish }, async (tx) => {
    const { redactionOff } = await lockLogSettings(tx, workspaceId);
    const others = redactionOff.filter((each) => each !== rule);
    const off = enabled ? others : [...others, rule].sort();
    await writeLogSettings(tx, workspaceId, { redactionOff: off });
    await recordEvent(tx, ctx, logRedactionSwitched, {
      workspaceId,
      subjectId: workspaceId,
      data: { rule, enabled },
      before: { redactionOff },
      after: { redactionOff: off },
    });
    return null;
  });
  forgetLogSettings(ctx.app, workspaceId);
  return await showLogSettings(ctx, workspaceId);
}
