import { html } from "lit";
import { mutate } from "../../data/client.ts";
import { field, selectField } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { runStep } from "../../parts/run-step.ts";
import { toast } from "../../parts/toast.ts";
import {
  AcceptDriftDocument,
  DismissDriftDocument,
  type DriftRowFragment,
  ReopenDriftDocument,
} from "./documents.gen.ts";
import { dismissReasons } from "./drift-words.ts";

type Reason = NonNullable<DriftRowFragment["dismissReason"]>;

/** Takes a verdict back. */
export async function reopen(candidateId: string, after: () => void): Promise<void> {
  await runStep(async () => {
    await mutate(ReopenDriftDocument, { input: { candidateId } });
    after();
  });
}

/** Agrees that the sentence is no longer true, with a way back. */
export async function accept({ id, document }: DriftRowFragment, after: () => void): Promise<void> {
  await runStep(async () => {
    await mutate(AcceptDriftDocument, { input: { candidateId: id } });
    toast(html`Accepted for <b>${document?.title}</b>.`, { undo: () => void reopen(id, after) });
    after();
  });
}

/** Dismisses for the commonest reason, with a way back: the key does it, the button asks for the reason. */
export async function dismissAs(candidate: DriftRowFragment, reason: Reason, after: () => void): Promise<void> {
  await runStep(async () => {
    await mutate(DismissDriftDocument, { input: { candidateId: candidate.id, reason } });
    const words = dismissReasons.find(({ value }) => value === reason)?.label.toLowerCase();
    toast(html`Dismissed: ${words}.`, { undo: () => void reopen(candidate.id, after) });
    after();
  });
}

/** Asks why, then dismisses. */
export async function dismiss(candidate: DriftRowFragment, after: () => void): Promise<void> {
  const done = await openFormDialog({
    title: "Dismiss this candidate",
    intro: "The scoring learns from the reason; undoing it unlearns the same.",
    verb: "Dismiss",
    fields: ({ values, errorOf }) => html`
      ${selectField({ name: "reason", label: "Why", value: values.reason ?? "STILL_TRUE", options: dismissReasons })}
      ${field({ name: "comment", label: "More, for the others", value: values.comment ?? "", error: errorOf("comment") })}`,
    submit: (values) =>
      mutate(DismissDriftDocument, {
        input: { candidateId: candidate.id, reason: values.reason as Reason, comment: values.comment || null },
      }),
  });
  if (!done) return;
  toast("Dismissed.", { undo: () => void reopen(candidate.id, after) });
  after();
}
