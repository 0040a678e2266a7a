import type { TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { icon } from "../../parts/icon.ts";
import { type MenuItem, menuButton } from "../../parts/menu-button.ts";
import { runStep } from "../../parts/run-step.ts";
import { toast } from "../../parts/toast.ts";
import { askApproval } from "./ask-approval.ts";
import { askReason } from "./ask-reason.ts";
import { editDetails } from "./edit-details.ts";
import type { FlagView } from "./flag-page.ts";
import { ActivateFlagDocument, ArchiveFlagDocument, RestoreFlagDocument } from "./life-cycle.gen.ts";

interface Step {
  label: string;
  title: string;
  intro: string;
  verb: string;
  done: string;
  danger?: boolean;
  /** The state that a second member is asked for. */
  state: "ACTIVE" | "ARCHIVED";
  run: (input: { flagId: string; reason: string }) => Promise<unknown>;
  /** The step that takes it back at once. */
  undo?: (input: { flagId: string; reason: string }) => Promise<unknown>;
}

const archive: Step = {
  label: "Archive",
  title: "Archive",
  intro:
    "It answers its default in every environment and leaves the lists. Its history stays, and it can be taken back.",
  verb: "Archive it",
  done: "is archived. It answers its default everywhere.",
  danger: true,
  state: "ARCHIVED",
  run: (input) => mutate(ArchiveFlagDocument, { input }),
  undo: (input) => mutate(RestoreFlagDocument, { input }),
};

const restore: Step = {
  label: "Restore",
  title: "Restore",
  intro: "It does again what is set for each environment.",
  verb: "Restore it",
  done: "is in use again, as it was configured.",
  state: "ACTIVE",
  run: (input) => mutate(RestoreFlagDocument, { input }),
  undo: (input) => mutate(ArchiveFlagDocument, { input }),
};

const activate = (label: string, intro: string): Step => ({
  label,
  title: label,
  intro,
  verb: label,
  done: "is in use.",
  state: "ACTIVE",
  run: (input) => mutate(ActivateFlagDocument, { input }),
});

const stepsOf: Record<FlagView["state"], readonly Step[]> = {
  DRAFT: [
    activate("Take into use", "It answers as it is set for each environment, no longer only its default."),
    archive,
  ],
  ACTIVE: [archive],
  STALE: [activate("Keep in use", "It is needed, and no longer said to be stale."), archive],
  ARCHIVED: [restore],
};

export interface LifeCycle {
  slug: string;
  flag: FlagView;
  workspaceId: string;
  /** Whether a second member must approve changes in one of its environments. */
  asks: boolean;
  changed: () => Promise<void>;
}

/** What can be done next in the life of a flag, each with a reason. */
export function lifeCycle({ slug, flag, workspaceId, asks, changed }: LifeCycle): TemplateResult {
  const back = async (undo: NonNullable<Step["undo"]>, title: string): Promise<void> => {
    await runStep(async () => {
      await undo({ flagId: flag.id, reason: `${title} was taken back` });
      toast(`${flag.key} is as it was.`);
      await changed();
    });
  };
  const take = async ({ title, intro, verb, done, danger = false, state, run, undo }: Step): Promise<void> => {
    const reason = await askReason({
      title: `${title}: ${flag.key}`,
      intro: asks ? `${intro} A second member must approve it first.` : intro,
      verb: asks ? "Ask for approval" : verb,
      danger,
    });
    if (!reason) return;
    await runStep(async () => {
      if (asks) await askApproval(workspaceId, { state: { flagId: flag.id, state } }, reason);
      else {
        await run({ flagId: flag.id, reason });
        toast(`${flag.key} ${done}`, undo ? { stay: 10_000, undo: () => void back(undo, title) } : {});
      }
      await changed();
    });
  };
  const steps = stepsOf[flag.state].map(
    (step): MenuItem => ({ label: step.label, danger: step.danger ?? false, run: () => void take(step) }),
  );
  const details: MenuItem = { label: "Edit details", run: () => void editDetails({ flag, slug, changed }) };
  const items = flag.state === "ARCHIVED" ? steps : [details, ...steps];
  return menuButton({ face: icon("more"), label: "Life of the flag", buttonClass: "btn", items });
}
