import { html, nothing } from "lit";
import { mutate } from "../../data/client.ts";
import { field } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { toast } from "../../parts/toast.ts";
import { type DriftCountsQuery, ResetDriftLearningDocument, UpdateDriftSettingsDocument } from "./documents.gen.ts";

type Workspace = NonNullable<DriftCountsQuery["workspace"]>;

/** Asks from which score on, and where, candidates are told. @returns Whether something was changed. */
export async function changeSettings(workspaceId: string, { driftSettings, channels }: Workspace): Promise<boolean> {
  const { threshold, channelIds, learning, verdicts, factors, modelDrafts, modelName } = driftSettings;
  const done = await openFormDialog({
    title: "Where drift is told",
    intro: "A candidate from this score on goes to the chosen channels, with both snippets and buttons.",
    verb: "Save",
    fields: ({ values, errorOf }) => html`
      ${field({ name: "threshold", label: "Score from which it is told", type: "number", inputmode: "numeric", value: values.threshold ?? String(Math.round(threshold * 100)), error: errorOf("threshold"), hint: "5 to 95 of 100. Lower tells more and is wrong more often." })}
      <fieldset class="field"><legend>Channels</legend>${
        channels.nodes.length === 0
          ? html`<p class="hint">There is no channel yet. Add one below Channels first.</p>`
          : channels.nodes.map(
              ({ id, name, where }) =>
                html`<label class="check"><input type="checkbox" name="channel" value=${id} ?checked=${channelIds.includes(id)}> ${name} <span class="hint">${where}</span></label>`,
            )
      }</fieldset>
      <label class="check"><input type="checkbox" name="learning" ?checked=${learning}> Verdicts change the scoring</label>
      ${modelName ? html`<label class="check"><input type="checkbox" name="modelDrafts" ?checked=${modelDrafts}> A model drafts the sentence that would be true <span class="hint">${modelName}. Changed lines and sentences of candidates are sent to it.</span></label>` : nothing}
      ${verdicts > 0 ? html`<p class="hint">Learned from ${verdicts} verdicts${factors.length > 0 ? `: ${factors.map(({ feature, factor }) => `${feature} × ${factor.toFixed(2)}`).join(", ")}` : ""}.</p>` : nothing}`,
    submit: (values, form) =>
      mutate(UpdateDriftSettingsDocument, {
        input: {
          workspaceId,
          threshold: Number(values.threshold) / 100,
          channelIds: form.getAll("channel").map(String),
          learning: form.has("learning"),
          ...(modelName ? { modelDrafts: form.has("modelDrafts") } : {}),
        },
      }),
  });
  if (done) toast("Saved.");
  return done !== undefined;
}

/** Forgets what verdicts taught. */
export async function forget(workspaceId: string): Promise<void> {
  await mutate(ResetDriftLearningDocument, { input: { workspaceId } });
  toast("The scoring is as it came.");
}
