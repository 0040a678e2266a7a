import { mutate } from "../../data/client.ts";
import { runStep } from "../../parts/run-step.ts";
import { toast } from "../../parts/toast.ts";
import { askApproval } from "./ask-approval.ts";
import { askReason } from "./ask-reason.ts";
import { RemoveFlagOverrideDocument, SetFlagOverrideDocument } from "./flag.gen.ts";
import type { FlagHere } from "./flag-page.ts";
import type { OverridesPanel } from "./overrides-panel.ts";

type Override = FlagHere["overrides"]["nodes"][number];

/** Takes an override away, with a way back; where a second member must agree, asks for one instead. */
export async function removeOverride(parts: OverridesPanel, override: Override): Promise<void> {
  const { flag, environment, workspaceId, changed } = parts;
  const removal = { flagId: flag.id, overrideId: override.id };
  const { subject } = override;
  if (environment.asks) {
    const reason = await askReason({
      title: `Remove the override of ${subject}`,
      intro: `${environment.name} asks for a second member first. Until then ${subject} still gets ${override.variant}.`,
      verb: "Ask for approval",
    });
    if (!reason) return;
    await runStep(async () => {
      await askApproval(workspaceId, { removeOverride: removal }, reason);
      await changed();
    });
    return;
  }
  await runStep(async () => {
    await mutate(RemoveFlagOverrideDocument, { input: removal });
    toast(`${subject} is treated as everybody again.`, { stay: 10_000, undo: () => void setAgain(parts, override) });
    await changed();
  });
}

/** The same override anew. One that would have ended meanwhile is refused, and says so. */
async function setAgain({ flag, environment, changed }: OverridesPanel, override: Override): Promise<void> {
  const { kind, subject, variant, expiresAt, reason } = override;
  const input = { flagId: flag.id, environmentId: environment.id, kind, subject, variant, expiresAt, reason };
  await runStep(async () => {
    await mutate(SetFlagOverrideDocument, { input });
    toast(`${subject} gets ${variant} again.`);
    await changed();
  });
}
